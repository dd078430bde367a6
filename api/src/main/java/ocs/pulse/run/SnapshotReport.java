package ocs.pulse.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import ocs.pulse.capture.CaptureProgress;
import ocs.pulse.capture.SnapshotTable;

/** Tells whoever started the program how far its first snapshot is: a bar on a terminal, plain lines elsewhere. */
final class SnapshotReport {
    private static final int WIDTH = 30;
    private static final Duration LINES = Duration.ofSeconds(10);

    private final PrintStream out;
    private final boolean terminal;
    private long lastLine;
    private boolean drawn;

    SnapshotReport(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** To be called a few times a second. */
    void show(CaptureProgress progress, long nanoTime) {
        if (progress.state() != CaptureProgress.State.SNAPSHOT) {
            end();
        } else if (terminal) {
            out.print("\r"
                    + line(progress.snapshotTables(), progress.snapshotLeft().orElse(Duration.ZERO)));
            out.flush();
            drawn = true;
        } else if (lastLine == 0 || nanoTime - lastLine >= LINES.toNanos()) {
            lastLine = nanoTime;
            out.println(line(progress.snapshotTables(), progress.snapshotLeft().orElse(Duration.ZERO)));
        }
    }

    private void end() {
        if (drawn) {
            out.println();
            drawn = false;
        }
    }

    /** {@code snapshot [###...] 12,000 of about 40,000 rows, chat_chatmessage, 20 s left}. */
    static String line(List<SnapshotTable> tables, Duration left) {
        long rows = tables.stream().mapToLong(SnapshotTable::rows).sum();
        long expected = tables.stream()
                .mapToLong(table -> Math.max(table.rows(), table.expected()))
                .sum();
        int full = expected == 0 ? 0 : (int) Math.min(WIDTH, rows * WIDTH / expected);
        return String.format(
                Locale.ROOT,
                "snapshot [%s%s] %,d of about %,d rows, %d s left   ",
                "#".repeat(full),
                ".".repeat(WIDTH - full),
                rows,
                expected,
                left.toSeconds());
    }
}
