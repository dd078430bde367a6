package ocs.pulse.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import ocs.pulse.change.Envelope;
import ocs.pulse.tables.SourceTable;

/** Random histories: at every quiet moment the teams hold exactly what the database does, wherever it was restarted. */
class LedgerProperties {
    private static final SourceTable[] LEAVES = {SourceTable.TRACE, SourceTable.TAGGING, SourceTable.MESSAGE};

    @Property(tries = 500)
    void shouldTellTheTeamsExactlyWhatTheDatabaseHolds(@ForAll @Size(min = 1, max = 30) List<Integer> seeds) {
        History history = new History();
        for (int seed : seeds) {
            history.act(new Random(seed * 0x9E37_79B9_7F4A_7C15L));
        }
    }

    /** One history of the database, the ledger, and what the teams believe. */
    private static final class History {
        private final SourceModel source = new SourceModel();
        private final LedgerHarness ledger = new LedgerHarness();
        private final List<Envelope> log = new ArrayList<>();

        History() {
            List<Envelope> begin = source.begin(new Random(0));
            log.addAll(begin);
            ledger.feed(begin.toArray(Envelope[]::new));
        }

        void act(Random random) {
            switch (random.nextInt(14)) {
                case 0 -> replay(random);
                case 1 -> snapshot(random);
                case 2 -> repair(random);
                case 3 -> stream(List.of(source.heartbeat()), random);
                default -> stream(source.transact(random), random);
            }
            ledger.work();
            assertThat(ledger.teams.rows).isEqualTo(source.expected());
            assertThat(ledger.teams.deadLetters).isEmpty();
        }

        private void stream(List<Envelope> envelopes, Random random) {
            log.addAll(envelopes);
            post(envelopes, random);
            ledger.work();
            assertThat(ledger.teams.isQuiet()).isTrue();
        }

        private void post(List<Envelope> envelopes, Random random) {
            for (Envelope envelope : envelopes) {
                ledger.post(List.of(envelope));
                switch (random.nextInt(6)) {
                    case 0 -> ledger.restart();
                    case 1 -> ledger.slice();
                    case 2, 3 -> ledger.work();
                    default -> {}
                }
            }
        }

        private void replay(Random random) {
            ledger.work();
            int told = ledger.teams.changes().size();
            if (!log.isEmpty()) {
                post(List.copyOf(log.subList(random.nextInt(log.size()), log.size())), random);
            }
            ledger.work();
            assertThat(ledger.teams.changes()).as("a replay changes nothing").hasSize(told);
        }

        private void snapshot(Random random) {
            source.changeUnseen(random);
            boolean notified = random.nextBoolean() || source.isEmpty();
            if (notified) {
                ledger.post(List.of(Envelope.notification("STARTED")));
            }
            List<Envelope> rows = source.snapshot();
            if (random.nextBoolean()) {
                post(rows.subList(0, random.nextInt(rows.size() + 1)), random);
                if (notified) {
                    ledger.post(List.of(Envelope.notification("STARTED")));
                }
                rows = source.snapshot();
            }
            post(rows, random);
            log.clear();
            stream(List.of(notified ? Envelope.notification("COMPLETED") : source.heartbeat()), random);
            log.clear();
            assertThat(ledger.status().complete()).isTrue();
        }

        private void repair(Random random) {
            SourceTable table = LEAVES[random.nextInt(LEAVES.length)];
            source.changeUnseen(random, table);
            ledger.post(List.of(Envelope.repair("STARTED", table, Long.MIN_VALUE, Long.MAX_VALUE)));
            List<Envelope> read = source.readAgain(table);
            List<Envelope> meanwhile = random.nextBoolean() ? source.transact(random) : List.of();
            post(meanwhile, random);
            post(untouched(read, table, meanwhile), random);
            ledger.post(List.of(Envelope.repair("COMPLETED", table, Long.MIN_VALUE, Long.MAX_VALUE)));
            log.clear();
        }

        /** As capture sends them: what the stream told meanwhile is newer than what was read. */
        private static List<Envelope> untouched(List<Envelope> read, SourceTable table, List<Envelope> meanwhile) {
            if (meanwhile.stream().anyMatch(envelope -> envelope.truncates(table))) {
                return List.of();
            }
            Set<String> touched = meanwhile.stream().map(Envelope::key).collect(Collectors.toSet());
            return read.stream()
                    .filter(envelope -> !touched.contains(envelope.key()))
                    .toList();
        }
    }
}
