package ocs.pulse.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import ocs.pulse.source.SourceShape;
import ocs.pulse.source.TableReader;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/** Whoever follows the topic ends with the rows of the database, however reading and streaming fall together. */
class RepairsProperties {
    private static final SourceTable TABLE = SourceTable.TEAM;
    private static final int ROWS = 12;
    private static final int CHUNK = 3;

    @Property(tries = 1_000)
    void shouldEndWithTheRowsOfTheDatabase(@ForAll long seed) {
        History history = new History(new Random(seed));
        for (int step = 0; step < 150; step++) {
            history.step();
        }
        history.end();
        assertThat(history.image).isEqualTo(history.database);
        assertThat(history.completed).isTrue();
    }

    /** A streamed row; without an id a truncate, without a version a delete. */
    private record Event(
            long lsn, @Nullable Long id, @Nullable Long version) {}

    /** A reading that was asked for. */
    private record Reading(long from, CompletableFuture<TableReader.Chunk> chunk) {}

    private static final class History implements RepairQueue, Chunks {
        final Map<Long, Long> database = new TreeMap<>();
        final Map<Long, Long> image = new TreeMap<>();
        boolean completed;
        private final Random random;
        private final Set<Long> seen = new HashSet<>();
        private final List<List<Event>> openTransactions = new ArrayList<>();
        private final Deque<Event> log = new ArrayDeque<>();
        private final Deque<Runnable> readings = new ArrayDeque<>();
        private final Deque<Waiting> requests = new ArrayDeque<>();
        private final Repairs repairs =
                new Repairs(this, this, new RepairRecords(this::take, "ocs", Clock.systemUTC()));
        private Checkpoint checkpoint = Checkpoint.begun("database", "topic", 1, new SourceShape("", ""));
        private long lsn = 1;

        History(Random random) {
            this.random = random;
            for (long id = 0; id < ROWS; id++) {
                if (random.nextBoolean()) {
                    database.put(id, ++lsn);
                }
                if (random.nextBoolean()) {
                    // Wrong, or right by chance.
                    image.put(id, random.nextBoolean() ? database.getOrDefault(id, 0L) : Long.valueOf(0));
                }
            }
            requests.add(new Waiting(Optional.of(RepairRequest.whole("x", TABLE)), 1));
        }

        void step() {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> write();
                case 3 -> commit();
                case 4 -> {
                    if (!readings.isEmpty()) {
                        readings.remove().run();
                    }
                }
                default -> stream();
            }
        }

        /** One change in an old or a new transaction; a row that another one holds is left alone. */
        private void write() {
            if (openTransactions.isEmpty() || random.nextInt(3) == 0) {
                openTransactions.add(new ArrayList<>());
            }
            List<Event> transaction = openTransactions.get(random.nextInt(openTransactions.size()));
            long id = random.nextInt(ROWS);
            boolean held = openTransactions.stream()
                    .filter(other -> other != transaction)
                    .flatMap(List::stream)
                    .anyMatch(event -> event.id() == null || event.id() == id);
            if (held) {
                return;
            }
            if (random.nextInt(60) == 0 && openTransactions.size() == 1) {
                transaction.add(new Event(++lsn, null, null));
            } else {
                transaction.add(new Event(++lsn, id, random.nextInt(4) == 0 ? null : Long.valueOf(lsn)));
            }
        }

        private void commit() {
            if (!openTransactions.isEmpty()) {
                for (Event event : openTransactions.remove(random.nextInt(openTransactions.size()))) {
                    apply(event, database);
                    log.add(event);
                }
            }
        }

        private static void apply(Event event, Map<Long, Long> rows) {
            if (event.id() == null) {
                rows.clear();
            } else if (event.version() == null) {
                rows.remove(event.id());
            } else {
                rows.put(event.id(), event.version());
            }
        }

        private void stream() {
            Event event = log.poll();
            if (event == null) {
                // A heartbeat: another table's row.
                before("pulse_heartbeat", ++lsn, 1L);
                return;
            }
            before(TABLE.relation(), event.lsn(), event.id());
            apply(event, image);
            if (event.id() != null) {
                seen.add(event.id());
            }
        }

        private void before(String table, long at, @Nullable Long id) {
            checkpoint = repairs.before(new Captured.StreamedRow(table, 1, at, 1), id, checkpoint);
        }

        void end() {
            while (!openTransactions.isEmpty()) {
                commit();
            }
            for (int rounds = 0; rounds < 200; rounds++) {
                while (!readings.isEmpty()) {
                    readings.remove().run();
                }
                stream();
            }
        }

        /** A record of the repair. */
        private void take(byte @Nullable [] key, byte[] value) {
            JsonNode record = json(value);
            if (record.has("op")) {
                long id = record.path("after").path("id").asLong();
                image.put(id, record.path("after").path("name").asLong());
                seen.add(id);
            } else if (record.path("pulse_repair").asText().equals("STARTED")) {
                seen.clear();
            } else {
                assertThat(record.path("pulse_repair").asText()).isEqualTo("COMPLETED");
                image.keySet().retainAll(seen);
                completed = true;
            }
        }

        private static JsonNode json(byte[] value) {
            try {
                return new JsonMapper().readTree(value);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        /** First the rows are looked at, and at some later time they are there. */
        @Override
        public Future<TableReader.Chunk> read(SourceTable table, long from, RepairRequest request, boolean first) {
            Reading reading = new Reading(from, new CompletableFuture<>());
            readings.add(() -> {
                TableReader.Chunk chunk = look(reading.from());
                readings.add(() -> reading.chunk().complete(chunk));
            });
            return reading.chunk();
        }

        private TableReader.Chunk look(long from) {
            List<TableReader.Row> rows = database.entrySet().stream()
                    .filter(row -> row.getKey() >= from)
                    .limit(CHUNK)
                    .map(row -> new TableReader.Row(
                            row.getKey(),
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("id", row.getKey())
                                    .put("name", row.getValue())))
                    .toList();
            return new TableReader.Chunk(rows, ++lsn, rows.size() < CHUNK);
        }

        @Override
        public long begin() {
            return 0;
        }

        @Override
        public @Nullable Waiting next() {
            return requests.poll();
        }

        @Override
        public void release() {}

        @Override
        public void close() {}
    }
}
