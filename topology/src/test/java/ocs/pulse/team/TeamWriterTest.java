package ocs.pulse.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import ocs.pulse.change.PgTime;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.query.chatbot.ChatbotTotals;
import ocs.pulse.view.SharedTables;
import ocs.pulse.view.TeamView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two sessions on one chat, as a snapshot or repair may find them: who holds the chat counts, and goes as it came. */
class TeamWriterTest {
    private static final long TEAM = 1;
    private static final long CHAT = 7;
    private static final long CHANNEL = 9;
    private static final Row.Session OLDER = session(4, 10);
    private static final Row.Session NEWER = session(5, 20);
    private static final ChatbotTotals ONE_SESSION = new ChatbotTotals(1, 1, 0, TeamView.NEVER);

    private final MapStore store = new MapStore();
    private final StoreTable table = new StoreTable(store);
    private final TeamWriter writer = new TeamWriter(table, new KnownTotals());
    private SharedTables shared = SharedTables.EMPTY.with(channel("web"));

    @Test
    void shouldCountOnlyTheHolderWhenTwoSessionsAreOnAChat() {
        add(OLDER);
        add(NEWER);

        assertThat(totals(10)).isEqualTo(ChatbotTotals.NONE);
        assertThat(totals(20)).isEqualTo(ONE_SESSION);
    }

    @Test
    void shouldLeaveNothingBehindWhenTheChannelTurnsToEvaluationBeforeTheDisplacedSessionGoes() {
        add(OLDER);
        add(NEWER);
        turn("evaluations");
        remove(OLDER);
        turn("web");
        remove(NEWER);

        assertThat(totals(10)).isEqualTo(ChatbotTotals.NONE);
        assertThat(totals(20)).isEqualTo(ChatbotTotals.NONE);
        assertThat(store.size()).isZero();
    }

    @Test
    void shouldCountTheDisplacedSessionAgainWhenTheHolderGoes() {
        add(OLDER);
        turn("evaluations");
        add(NEWER);
        turn("web");
        remove(NEWER);

        assertThat(totals(10)).isEqualTo(ONE_SESSION);
        assertThat(totals(20)).isEqualTo(ChatbotTotals.NONE);
        assertThat(rows()).containsExactly(Placed.in(CHAT, OLDER));
    }

    @Test
    void shouldGiveAViewBothSessionsInTheOrderInWhichTheyCame() {
        add(NEWER);
        add(OLDER);

        assertThat(rows()).containsExactly(Placed.in(CHAT, NEWER), Placed.in(CHAT, OLDER));
    }

    @Test
    void shouldCountATraceByItsOwnSessionWhenAnotherHoldsTheChat() {
        turn("evaluations");
        add(OLDER);
        Row.Trace trace = new Row.Trace(3, TEAM, 10L, OLDER.id(), 100, 5, "success");
        apply(null, trace);
        assertThat(totals(10).interactions()).isZero();

        add(NEWER);
        assertThat(totals(10).interactions()).isEqualTo(1);
        remove(NEWER);
        assertThat(totals(10).interactions()).isZero();
        apply(trace, null);
        remove(OLDER);
        assertThat(store.size()).isZero();
    }

    @Test
    void shouldMoveTheMessagesCountWithTheHolder() {
        apply(null, new Row.Message(1, CHAT, "human", 0));
        add(OLDER);
        turn("evaluations");
        assertThat(humans()).isZero();

        add(new Row.Session(6, TEAM, "x", 20, 3L, CHAT, null, "web", false, "active", 0, null));
        assertThat(humans()).isEqualTo(1);
    }

    private void turn(String platform) {
        SharedTables before = shared;
        shared = shared.with(channel(platform));
        writer.channel(CHANNEL, before, shared);
    }

    private void add(Row.Session session) {
        apply(null, session);
    }

    private void remove(Row.Session session) {
        apply(session, null);
    }

    private void apply(@Nullable Row before, @Nullable Row after) {
        writer.apply(
                TEAM,
                before == null ? null : Placed.in(CHAT, before),
                after == null ? null : Placed.in(CHAT, after),
                shared);
    }

    private ChatbotTotals totals(long experiment) {
        return new StoreFigures(TEAM, shared, table).totals(experiment);
    }

    private int humans() {
        AtomicInteger humans = new AtomicInteger();
        new StoreFigures(TEAM, shared, table)
                .activity(0, PgTime.MICROS_PER_DAY, (start, human, ai, other) -> humans.addAndGet((int) human));
        return humans.get();
    }

    private List<Placed> rows() {
        List<Placed> rows = new ArrayList<>();
        table.range(TeamKeys.rows(TEAM)).forEachRemaining(entry -> StoredRows.forEach(entry, rows::add));
        return rows;
    }

    private static Row.Channel channel(String platform) {
        return new Row.Channel(CHANNEL, TEAM, null, platform, false, "");
    }

    private static Row.Session session(long id, long experiment) {
        return new Row.Session(id, TEAM, "x" + id, experiment, 3L, CHAT, CHANNEL, null, true, "active", 0, null);
    }
}
