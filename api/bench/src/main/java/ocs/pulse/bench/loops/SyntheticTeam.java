package ocs.pulse.bench.loops;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import ocs.pulse.change.PgTime;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.view.ColumnView;
import ocs.pulse.view.SharedTables;

/**
 * A made-up team to measure over: sessions of 12 messages over a year, 200 chatbots, a fifth as many participants as sessions,
 * a version tag on every answer, a tag of the team on every tenth message, 1.5 traces a session.
 */
final class SyntheticTeam {
    static final Instant NOW = Instant.parse("2025-11-01T12:00:00Z");

    private static final int MESSAGES = 12;
    private static final int CHATBOTS = 200;

    private final int sessions;
    private final Random random = new Random(7);
    private final Consumer<Placed> rows;
    private long messages;
    private long traces;

    private SyntheticTeam(int sessions, Consumer<Placed> rows) {
        this.sessions = sessions;
        this.rows = rows;
    }

    static ColumnView view(int sessions) {
        ColumnView view = new ColumnView(1, shared());
        rows(sessions, row -> view.apply(null, row));
        return view;
    }

    /** The team's rows in the order of its store. */
    static void rows(int sessions, Consumer<Placed> rows) {
        new SyntheticTeam(sessions, rows).fill();
    }

    static SharedTables shared() {
        SharedTables shared = SharedTables.EMPTY.with(new Row.Team(1, "Team", "team"));
        for (long id = 1; id <= CHATBOTS; id++) {
            shared = shared.with(new Row.Experiment(id, 1, "Bot " + id, null, false, null, 1L));
        }
        for (long id = 1; id <= 30; id++) {
            shared = shared.with(new Row.Tag(id, 1, "tag " + id, "", false));
        }
        for (long id = 31; id <= 35; id++) {
            shared = shared.with(new Row.Tag(id, 1, "v" + (id - 30), "experiment_version", true));
        }
        return shared.with(new Row.Channel(1, 1, null, "web", false, ""));
    }

    private void fill() {
        for (long id = 1; id <= participants(); id++) {
            rows.accept(Placed.alone(new Row.Participant(
                    id, 1, id % 3 == 0 ? "" : "Person " + id, "person-" + id + "@example.org", "web", "r" + id)));
        }
        for (long id = 1; id <= sessions; id++) {
            session(id);
        }
    }

    private int participants() {
        return sessions / 5;
    }

    private void session(long id) {
        long year = 365 * PgTime.MICROS_PER_DAY;
        long time = PgTime.of(NOW) - year + id * (year / sessions);
        rows.accept(Placed.in(id, new Row.Chat(id, 1)));
        boolean goesOn = random.nextBoolean();
        long chatbot = 1 + random.nextInt(CHATBOTS);
        rows.accept(Placed.in(
                id,
                new Row.Session(
                        id,
                        1,
                        UUID.nameUUIDFromBytes(new byte[] {(byte) id, (byte) (id >> 8), (byte) (id >> 16)})
                                .toString(),
                        chatbot,
                        1L + random.nextInt(participants()),
                        id,
                        1L,
                        "web",
                        false,
                        goesOn ? "active" : "complete",
                        time,
                        goesOn ? null : (Long) (time + random.nextInt(86_400) * PgTime.MICROS_PER_SECOND))));
        for (int turn = 0; turn < MESSAGES; turn++) {
            time += random.nextInt(1_200) * PgTime.MICROS_PER_SECOND;
            message(id, turn, time, chatbot);
        }
    }

    private void message(long id, int turn, long time, long chatbot) {
        boolean isHuman = turn % 2 == 0;
        messages++;
        rows.accept(Placed.in(id, new Row.Message(messages, id, isHuman ? "human" : "ai", time)));
        if (random.nextInt(10) == 0) {
            tagging(id, 1 + random.nextInt(30));
        }
        if (!isHuman) {
            tagging(id, 31 + id * 5 / (sessions + 1));
        }
        if (turn == 1 || (turn == 3 && id % 2 == 0)) {
            traces++;
            rows.accept(Placed.in(id, new Row.Trace(traces, 1L, chatbot, id, time, 900, "success")));
        }
    }

    private void tagging(long chat, long tag) {
        rows.accept(new Placed(new Row.Tagging(64 * messages + tag, 1, tag, 9, messages), chat, messages));
    }
}
