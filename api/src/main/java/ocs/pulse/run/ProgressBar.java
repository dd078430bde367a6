package ocs.pulse.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far long work is: one line that moves on a terminal, a line at once and every ten seconds elsewhere. For one thread. */
public final class ProgressBar {
    private static final int WIDTH = 30;
    private static final long LINES_NANOS = Duration.ofSeconds(10).toNanos();
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private @Nullable Long lastLine;
    private boolean drawn;

    public ProgressBar(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** To be called as often as there is something new. */
    public void show(String line, long nanoTime) {
        if (terminal) {
            out.print(ERASE + line);
            out.flush();
            drawn = true;
        } else if (lastLine == null || nanoTime - lastLine >= LINES_NANOS) {
            lastLine = nanoTime;
            out.println(line);
        }
    }

    /** Takes the line away, so that something else can be printed. */
    public void clear() {
        if (drawn) {
            out.print(ERASE);
            out.flush();
            drawn = false;
        }
    }

    /** {@code [####......]}, with one more than {@code of} drawn as full. */
    public static String bar(long done, long of) {
        int full = of == 0 ? 0 : (int) Math.min(WIDTH, done * WIDTH / of);
        return String.format(Locale.ROOT, "[%s%s]", "#".repeat(full), ".".repeat(WIDTH - full));
    }
}
