package ocs.pulse.run;

import java.util.List;
import java.util.Locale;
import ocs.pulse.capture.CaptureProgress;
import ocs.pulse.capture.SnapshotNote;
import ocs.pulse.capture.SnapshotTable;

/** Tells whoever started the program how far its first snapshot is. */
final class SnapshotReport {
    private final ProgressBar bar;

    SnapshotReport(ProgressBar bar) {
        this.bar = bar;
    }

    /** To be called a few times a second. */
    void show(CaptureProgress progress, long nanoTime) {
        progress.snapshot().ifPresentOrElse(snapshot -> bar.show(line(snapshot), nanoTime), bar::clear);
    }

    /** {@code snapshot [###...] 12,000 of about 40,000 rows, 20 s left}; what nobody can say is said to be unknown. */
    static String line(SnapshotNote snapshot) {
        List<SnapshotTable> tables = snapshot.tables();
        long rows = tables.stream().mapToLong(SnapshotTable::rows).sum();
        long total = tables.stream()
                .mapToLong(table -> Math.max(table.rows(), table.total().orElse(0)))
                .sum();
        boolean known = tables.stream().allMatch(table -> table.missing().isPresent());
        return String.format(
                Locale.ROOT,
                "snapshot %s %,d of %s %,d rows, %s",
                ProgressBar.bar(rows, total),
                rows,
                known ? "about" : "more than",
                total,
                snapshot.left().map(time -> time.toSeconds() + " s left").orElse("time left unknown"));
    }
}
