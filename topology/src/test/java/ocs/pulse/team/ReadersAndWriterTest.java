package ocs.pulse.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import ocs.pulse.change.Row;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.query.chatbot.ChatbotTotals;
import ocs.pulse.view.TeamView;
import org.junit.jupiter.api.Test;

/** Readers against the writer: what they see is what was there after some whole transaction, never anything else. */
class ReadersAndWriterTest {
    private static final Duration LENGTH = Duration.ofSeconds(5);
    private static final int READERS = 3;

    /** What the team looked like after each transaction. */
    private final Map<Image, Long> recorded = new ConcurrentHashMap<>();

    /** What was answered under each version. */
    private final Map<String, Long> named = new ConcurrentHashMap<>();

    private final TeamPartition partition = new TeamPartition(0, new MapStore(), new ViewMemory(1 << 20));

    /** @param messages of the team @param sessions that count, by experiment */
    private record Image(long messages, List<Integer> sessions) {}

    @Test
    void shouldAnswerFromWholeTransactionsWhileChangesComeAndViewsAreDropped() throws Exception {
        partition.apply(new TeamRecord.Snapshot(1, true), 0);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(READERS);
        try {
            record(new RandomTeam(new Random(0)));
            List<Future<Integer>> readers = new ArrayList<>();
            for (int reader = 0; reader < READERS; reader++) {
                Random random = new Random(reader);
                readers.add(threads.submit(() -> read(random, done)));
            }
            write();
            done.set(true);
            for (Future<Integer> reader : readers) {
                assertThat(reader.get(30, TimeUnit.SECONDS)).isPositive();
            }
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
    }

    private void write() {
        RandomTeam team = new RandomTeam(new Random(99));
        long until = System.nanoTime() + LENGTH.toNanos();
        long offset = 1;
        while (System.nanoTime() < until) {
            List<TeamRecord> transaction = team.next();
            record(team);
            String before = partition.version(RandomTeam.TEAM).value();
            for (TeamRecord change : transaction) {
                partition.apply(change, offset++);
            }
            if (transaction.size() > 1) {
                assertThat(partition.version(RandomTeam.TEAM).value()).isNotEqualTo(before);
            }
        }
    }

    private int read(Random random, AtomicBoolean done) {
        int answers = 0;
        while (!done.get()) {
            Answer<Image> answer = random.nextBoolean()
                    ? partition.ask(RandomTeam.TEAM, ReadersAndWriterTest::image)
                    : partition.read(RandomTeam.TEAM, ReadersAndWriterTest::image);
            assertThat(answer.incomplete()).isEmpty();
            if (answer.value().messages() >= 0) {
                assertThat(recorded).containsKey(answer.value());
            } else {
                assertThat(recorded.keySet()).anyMatch(image -> image.sessions()
                        .equals(answer.value().sessions()));
            }
            if (answer.value().messages() >= 0) {
                assertThat(named.merge(answer.version(), answer.value().messages(), (known, now) -> known))
                        .isEqualTo(answer.value().messages());
            }
            if (random.nextInt(50) == 0) {
                partition.drop(RandomTeam.TEAM);
            }
            answers++;
        }
        return answers;
    }

    private void record(RandomTeam team) {
        List<Integer> sessions = new ArrayList<>();
        for (long experiment = 1; experiment <= RandomTeam.EXPERIMENTS; experiment++) {
            long id = experiment;
            sessions.add((int) team.all(Row.Session.class).stream()
                    .filter(session -> session.experimentId() == id && Usage.counts(session, team.shared()))
                    .count());
        }
        recorded.put(new Image(team.all(Row.Message.class).size(), sessions), 0L);
    }

    private static Image image(TeamView view) {
        long messages = 0;
        List<Integer> sessions = new ArrayList<>(Collections.nCopies(RandomTeam.EXPERIMENTS, 0));
        for (int conversation = 0; conversation < view.conversationBound(); conversation++) {
            messages += view.messageEnd(conversation) - view.messageStart(conversation);
            if (view.hasSession(conversation) && !isEvaluation(view, conversation)) {
                int experiment = (int) view.experimentId(conversation) - 1;
                sessions.set(experiment, sessions.get(experiment) + 1);
            }
        }
        return new Image(messages, sessions);
    }

    private static boolean isEvaluation(TeamView view, int conversation) {
        long channel = view.channelId(conversation);
        return channel != TeamView.NONE && Usage.isEvaluation(view.shared().channel(channel));
    }

    /** The store does not count messages by themselves: -1. */
    private static Image image(StoreFigures figures) {
        List<Integer> sessions = new ArrayList<>();
        for (long experiment = 1; experiment <= RandomTeam.EXPERIMENTS; experiment++) {
            ChatbotTotals totals = figures.totals(experiment);
            sessions.add(totals.sessions());
        }
        return new Image(-1, sessions);
    }
}
