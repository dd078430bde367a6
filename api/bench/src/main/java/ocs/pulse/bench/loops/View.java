package ocs.pulse.bench.loops;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import ocs.pulse.change.PgTime;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.view.ColumnView;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a view costs: filled from a team's rows, and told of one message that comes and goes. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class View {
    @Param("100000")
    private int sessions;

    private final Random random = new Random(1);
    private List<Placed> rows = List.of();
    private ColumnView view = new ColumnView(1, SyntheticTeam.shared());
    private long message = 1L << 31;

    @Setup
    public void fill() {
        rows = new ArrayList<>();
        SyntheticTeam.rows(sessions, rows::add);
        view = build();
    }

    @Benchmark
    public ColumnView build() {
        ColumnView built = new ColumnView(1, SyntheticTeam.shared());
        rows.forEach(row -> built.apply(null, row));
        return built;
    }

    @Benchmark
    public ColumnView applyMessage() {
        long chat = 1 + random.nextInt(sessions);
        message++;
        Placed row = Placed.in(chat, new Row.Message(message, chat, "human", PgTime.of(SyntheticTeam.NOW)));
        view.apply(null, row);
        view.apply(row, null);
        return view;
    }
}
