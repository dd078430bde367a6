package ocs.pulse.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.query.chatbot.ChatbotTotals;
import ocs.pulse.view.ViewImage;
import org.junit.jupiter.api.Test;

/**
 * Readers against the writer. The whole team is recorded after each transaction, before its end is applied; every answer
 * has to be one of those records: not older than what was whole when the question was asked, not older than the watermark
 * that it names, not newer than what had begun when the answer was there, and never behind an earlier answer.
 */
class ReadersAndWriterTest {
    private static final Duration LENGTH = Duration.ofSeconds(5);
    private static final int READERS = 3;
    /** Transactions that a reader may sleep through. */
    private static final int KEPT = 20_000;

    private final Map<Integer, Image> recorded = new ConcurrentHashMap<>();
    private final ViewMemory memory = new ViewMemory(1 << 20);
    private final TeamPartition partition = new TeamPartition(0, new MapStore(), memory);

    /** The last transaction that is recorded, and the last one that is applied whole. */
    private volatile int begun;

    private volatile int whole;

    /** Everything that a view tells, and everything that the store's aggregates do. */
    private record Image(
            Map<String, String> view,
            List<ChatbotTotals> totals,
            List<List<String>> traces,
            Map<Long, List<Long>> slots) {}

    @Test
    void shouldAnswerFromWholeTransactionsInTheirOrderWhileViewsAreDroppedAndBuilt() throws Exception {
        partition.apply(new TeamRecord.Snapshot(1, true), 0);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(READERS);
        try {
            recorded.put(0, image(new RandomTeam(new Random(0))));
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
            assertThat(memory.builds()).as("views were dropped and built again").isGreaterThan(1);
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
    }

    private void write() {
        Random random = new Random(99);
        RandomTeam team = new RandomTeam(random);
        long until = System.nanoTime() + LENGTH.toNanos();
        long offset = 1;
        for (int transaction = 1; System.nanoTime() < until; transaction++) {
            List<TeamRecord> changes = team.next();
            recorded.put(transaction, image(team));
            recorded.remove(transaction - KEPT);
            begun = transaction;
            for (TeamRecord change : changes) {
                partition.apply(change, offset++);
                if (random.nextInt(10) == 0) {
                    // What came before this transaction is whole; half of this one must not be shown for it.
                    boolean ended = change instanceof TeamRecord.TransactionEnd;
                    partition.apply(new TeamRecord.Watermark(ended ? transaction : transaction - 1, 1), offset++);
                }
            }
            whole = transaction;
        }
    }

    private int read(Random random, AtomicBoolean done) {
        int answers = 0;
        int earlier = 0;
        while (!done.get()) {
            int least = Math.max(whole, earlier);
            boolean ofView = random.nextBoolean();
            Answer<Object> answer = ofView
                    ? partition.ask(RandomTeam.TEAM, ViewImage::of)
                    : partition.read(RandomTeam.TEAM, ReadersAndWriterTest::aggregates);
            int most = begun;
            assertThat(answer.incomplete()).isEmpty();
            least = Math.max(least, (int) answer.watermarkLsn());
            earlier = find(answer.value(), ofView, least, most);
            if (random.nextInt(50) == 0) {
                partition.drop(RandomTeam.TEAM);
            }
            answers++;
        }
        return answers;
    }

    /** The first transaction after which the team looked so. */
    private int find(Object answer, boolean ofView, int least, int most) {
        for (int transaction = least; transaction <= most; transaction++) {
            Image image = recorded.get(transaction);
            if (image != null && answer.equals(ofView ? image.view() : aggregates(image))) {
                return transaction;
            }
        }
        throw new AssertionError("The team never looked so after any of the transactions from " + least + " to " + most
                + " (of a view: " + ofView + "): " + answer);
    }

    private static Image image(RandomTeam team) {
        List<ChatbotTotals> totals = new ArrayList<>();
        List<List<String>> traces = new ArrayList<>();
        for (long experiment = 1; experiment <= RandomTeam.EXPERIMENTS; experiment++) {
            totals.add(NaiveTeam.totals(team, experiment));
            traces.add(NaiveTeam.traces(team, experiment));
        }
        return new Image(ViewImage.of(NaiveTeam.rows(team)), totals, traces, NaiveTeam.slots(team));
    }

    private static List<Object> aggregates(Image image) {
        return List.of(image.totals(), image.traces(), image.slots());
    }

    private static Object aggregates(StoreFigures figures) {
        List<ChatbotTotals> totals = new ArrayList<>();
        List<List<String>> traces = new ArrayList<>();
        for (long experiment = 1; experiment <= RandomTeam.EXPERIMENTS; experiment++) {
            totals.add(figures.totals(experiment));
            traces.add(NaiveTeam.traces(figures, experiment));
        }
        return List.of(totals, traces, NaiveTeam.slots(figures));
    }
}
