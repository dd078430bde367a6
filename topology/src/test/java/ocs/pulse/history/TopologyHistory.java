package ocs.pulse.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import ocs.pulse.TwoStages;
import ocs.pulse.change.Envelope;
import ocs.pulse.ledger.SourceModel;
import ocs.pulse.tables.SourceTable;
import ocs.pulse.team.Answer;
import org.jspecify.annotations.Nullable;

/**
 * One history of a database and of the stages that follow it. Each act is a number from which all that is random in it
 * follows, so a history is a list of numbers, and one with some of them left out is a history too.
 */
final class TopologyHistory implements AutoCloseable {
    private static final int TEAMS = 2;
    private static final long SMALL = 1;
    private static final long LARGE = 64L << 20;
    private static final List<SourceTable> REPAIRED = List.of(
            SourceTable.TRACE,
            SourceTable.TAGGING,
            SourceTable.MESSAGE,
            SourceTable.SESSION,
            SourceTable.PARTICIPANT,
            SourceTable.EXPERIMENT,
            SourceTable.CHANNEL,
            SourceTable.TAG);

    private final Path directory;
    private final long viewMemory;
    private final SourceModel source;
    private final TwoStages.Stores stores = TwoStages.Stores.kept();
    private final List<Envelope> log = new ArrayList<>();
    private final Set<SourceTable> scrambled = new HashSet<>();
    private TwoStages stages;
    private boolean restarted;
    private @Nullable Remembered remembered;

    /** An answer that was given under a version. */
    private record Remembered(AskedQuestion question, long team, String version, Object value) {}

    TopologyHistory(Path directory, long seed) {
        Random random = new Random(seed);
        this.directory = directory;
        viewMemory = random.nextBoolean() ? SMALL : LARGE;
        source = SourceModel.ofOpenChatStudio(random.nextInt(3) > 0);
        stages = new TwoStages(directory, stores, viewMemory);
        List<Envelope> begin = source.begin(random);
        if (random.nextBoolean()) {
            source.snapshot().forEach(stages::send);
        } else {
            stages.send(Envelope.notification("STARTED"));
            stages.send(Envelope.notification("COMPLETED"));
            log.addAll(begin);
            begin.forEach(stages::send);
        }
        stages.send(source.heartbeat());
        stages.work();
    }

    void act(long seed) {
        Random random = new Random(seed);
        switch (random.nextInt(20)) {
            case 0, 1 -> replay(random);
            case 2 -> snapshot(random);
            case 3, 4 -> repair(random);
            case 5 -> stream(List.of(source.heartbeat()), random);
            case 6 -> scramble(random);
            case 7 -> restart();
            default -> stream(source.transact(random), random);
        }
        stages.work();
        check(random);
    }

    private void stream(List<Envelope> envelopes, Random random) {
        log.addAll(envelopes);
        Midway midway = random.nextInt(3) == 0 ? new Midway(random) : null;
        for (Envelope envelope : envelopes.subList(0, envelopes.size() - 1)) {
            post(envelope, random);
            if (midway != null && random.nextInt(5) == 0) {
                midway.check();
            }
        }
        post(envelopes.get(envelopes.size() - 1), random);
    }

    /** What is asked for between the changes of a transaction is answered as before it. */
    private final class Midway {
        private final AskedQuestion question;
        private final long team;
        private final Object before;
        private final TwoStages asked = stages;

        Midway(Random random) {
            DashboardAsked dashboard = DashboardAsked.of(random);
            question = random.nextBoolean() && !dashboard.isOfStore() ? dashboard : SessionsAsked.of(random);
            team = 1 + random.nextInt(TEAMS);
            before = question.ask(stages.teams(), team).value();
        }

        void check() {
            if (asked == stages) {
                assertThat(question.ask(stages.teams(), team).value())
                        .as("within a transaction, team %s: %s", team, question)
                        .isEqualTo(before);
            }
        }
    }

    private void post(List<Envelope> envelopes, Random random) {
        envelopes.forEach(envelope -> post(envelope, random));
    }

    /** Now and then the stages are closed afterwards, or get time to work. */
    private void post(Envelope envelope, Random random) {
        stages.send(envelope);
        int what = random.nextInt(40);
        if (what == 0) {
            restart();
        } else if (what < 5) {
            stages.work();
        }
    }

    private void restart() {
        stages.close();
        stages = new TwoStages(directory, stores, viewMemory);
        restarted = true;
        remembered = null;
    }

    private void replay(Random random) {
        if (!log.isEmpty()) {
            post(List.copyOf(log.subList(random.nextInt(log.size()), log.size())), random);
        }
    }

    private void snapshot(Random random) {
        source.changeUnseen(random);
        boolean notified = random.nextBoolean() || source.isEmpty();
        if (notified) {
            stages.send(Envelope.notification("STARTED"));
        }
        List<Envelope> rows = source.snapshot();
        if (random.nextBoolean()) {
            post(rows.subList(0, random.nextInt(rows.size() + 1)), random);
            source.changeUnseen(random);
            if (notified || source.isEmpty()) {
                stages.send(Envelope.notification("STARTED"));
            }
            rows = source.snapshot();
        }
        post(rows, random);
        log.clear();
        scrambled.clear();
        if (notified) {
            stages.send(Envelope.notification("COMPLETED"));
        }
        stream(List.of(source.heartbeat()), random);
    }

    private void repair(Random random) {
        SourceTable table = Choices.one(random, REPAIRED);
        if (table == SourceTable.SESSION && random.nextBoolean()) {
            source.swapChatsUnseen(random);
        } else {
            source.changeUnseen(random, table);
        }
        stages.send(Envelope.repair("STARTED", table, Long.MIN_VALUE, Long.MAX_VALUE));
        post(source.readAgain(table), random);
        stages.send(Envelope.repair("COMPLETED", table, Long.MIN_VALUE, Long.MAX_VALUE));
        scrambled.remove(table);
        log.clear();
    }

    private void scramble(Random random) {
        SourceModel.Scrambled unreadable = source.scramble(random);
        scrambled.add(unreadable.table());
        post(unreadable.log(), random);
    }

    private void check(Random random) {
        Rows rows = Rows.of(source.rows());
        assertThat(stages.status().degraded()).isEqualTo(scrambled);
        for (long team = 1; team <= TEAMS; team++) {
            checkRemembered(team);
            for (int left = random.nextInt(3); left > 0; left--) {
                check(question(random), team, rows);
            }
        }
        for (String slug : List.of("team-1", "team-2", "team-3")) {
            assertThat(stages.teams().find(slug))
                    .isEqualTo(rows.placement().shared().teamOfSlug(slug));
        }
    }

    private static AskedQuestion question(Random random) {
        return switch (random.nextInt(7)) {
            case 0, 1 -> DashboardAsked.of(random);
            case 2, 3 -> SessionsAsked.of(random);
            case 4 -> ChatbotsAsked.of(random);
            case 5 -> FiltersAsked.of(random);
            default -> TrendsAsked.of(random);
        };
    }

    private void check(AskedQuestion question, long team, Rows rows) {
        Answer<Object> answer = question.ask(stages.teams(), team);
        Object expected = question.expected(rows, team);
        if (!answer.value().equals(expected)) {
            assertThat(answer.value())
                    .as("team %s: %s", team, question)
                    .usingRecursiveComparison()
                    .withComparatorForType(TopologyHistory::roughly, Double.class)
                    .isEqualTo(expected);
        }
        assertThat(answer.incomplete()).isEqualTo(scrambled.isEmpty() ? Set.of() : Set.of(Answer.TABLE));
        assertThat(answer.watermarkLsn()).isEqualTo(source.heartbeatLsn());
        if (!restarted) {
            remembered = new Remembered(question, team, answer.version(), answer.value());
        }
    }

    /** The same name for two states of a team promises the same answers. */
    private void checkRemembered(long team) {
        Remembered earlier = remembered;
        if (earlier == null || earlier.team() != team) {
            return;
        }
        Answer<Object> again = earlier.question().ask(stages.teams(), team);
        if (again.version().equals(earlier.version())) {
            assertThat(again.value()).as("version %s", again.version()).isEqualTo(earlier.value());
        }
    }

    private static int roughly(Double one, Double other) {
        return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one)) ? 0 : Double.compare(one, other);
    }

    @Override
    public void close() {
        stages.close();
    }
}
