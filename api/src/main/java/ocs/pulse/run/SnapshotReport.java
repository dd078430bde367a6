package ocs.pulse.run;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import ocs.pulse.capture.CaptureProgress;
import ocs.pulse.capture.SnapshotTable;

/** Tells whoever started the program how far its first snapshot is. */
final class SnapshotReport {
    private final ProgressBar bar;

    SnapshotReport(ProgressBar bar) {
        this.bar = bar;
    }

    /** To be called a few times a second. */
    void show(CaptureProgress progress, long nanoTime) {
        if (progress.state() == CaptureProgress.State.SNAPSHOT) {
            bar.show(line(progress.snapshotTables(), progress.snapshotLeft().orElse(Duration.ZERO)), nanoTime);
        } else {
            bar.clear();
        }
    }

    /** {@code snapshot [###...] 12,000 of about 40,000 rows, 20 s left}. */
    static String line(List<SnapshotTable> tables, Duration left) {
        long rows = tables.stream().mapToLong(SnapshotTable::rows).sum();
        long expected = tables.stream()
                .mapToLong(table -> Math.max(table.rows(), table.expected()))
                .sum();
        return String.format(
                Locale.ROOT,
                "snapshot %s %,d of about %,d rows, %d s left",
                ProgressBar.bar(rows, expected),
                rows,
                expected,
                left.toSeconds());
    }
}
