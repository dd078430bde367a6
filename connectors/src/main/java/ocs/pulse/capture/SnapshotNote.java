package ocs.pulse.capture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a snapshot is, as a text that a connector's offset can hold: seconds, then of each table
 * {@code name:rows:expected}, with {@code ?} for what nobody can say and {@code =} for a table that is complete.
 *
 * @param elapsed since it began
 */
public record SnapshotNote(Duration elapsed, List<SnapshotTable> tables) {
    private static final String UNKNOWN = "?";
    private static final String COMPLETE = "=";

    public SnapshotNote {
        tables = List.copyOf(tables);
    }

    /** How long all of it may still take, at its pace so far; empty while nobody can say. */
    public Optional<Duration> left() {
        return left(tables);
    }

    /** The same of some of its tables, which are read one after the other. */
    public Optional<Duration> left(List<SnapshotTable> some) {
        long done = tables.stream().mapToLong(SnapshotTable::rows).sum();
        if (done == 0 || some.stream().anyMatch(table -> table.missing().isEmpty())) {
            return Optional.empty();
        }
        long missing =
                some.stream().mapToLong(table -> table.missing().orElseThrow()).sum();
        return Optional.of(Duration.ofNanos((long) ((double) elapsed.toNanos() / done * missing)));
    }

    String text() {
        StringBuilder text = new StringBuilder().append(elapsed.toSeconds());
        for (SnapshotTable table : tables) {
            text.append(' ')
                    .append(table.table())
                    .append(':')
                    .append(table.rows())
                    .append(':');
            if (table.complete()) {
                text.append(COMPLETE);
            } else if (table.expected().isPresent()) {
                text.append(table.expected().getAsLong());
            } else {
                text.append(UNKNOWN);
            }
        }
        return text.toString();
    }

    static SnapshotNote of(String text) {
        String[] parts = text.split(" ", -1);
        List<SnapshotTable> tables = new ArrayList<>();
        for (String part : List.of(parts).subList(1, parts.length)) {
            String[] words = part.split(":", -1);
            long rows = Long.parseLong(words[1]);
            boolean complete = words[2].equals(COMPLETE);
            OptionalLong expected = complete || words[2].equals(UNKNOWN)
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(words[2]));
            tables.add(new SnapshotTable(words[0], rows, expected, complete));
        }
        return new SnapshotNote(Duration.ofSeconds(Long.parseLong(parts[0])), tables);
    }
}
