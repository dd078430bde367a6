package ocs.pulse.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the program beside its rivals. {@code mvn -q -DskipTests package}, then
 * {@code java -jar api/bench/target/pulse-bench.jar --scale 100k}. What has been loaded and captured stays in the directory, so
 * that pieces can be run one by one and a large scale taken up again.
 */
@Command(
        name = "pulse-bench",
        mixinStandardHelpOptions = true,
        subcommands = Loops.class,
        description = "Measures ocs-pulse beside Open Chat Studio's SQL, one query, and DuckDB.")
public final class Bench implements Callable<Integer> {
    private static final Map<String, Piece> PIECES = pieces();

    @Option(
            names = "--scale",
            defaultValue = "100k",
            description = "Sessions of the largest team: 50k, 100k, 1m (${DEFAULT-VALUE})")
    private String scale = "100k";

    @Option(names = "--seed", defaultValue = "1", description = "Of the rows (${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--directory",
            defaultValue = "bench-data",
            description = "Where everything is kept (${DEFAULT-VALUE})")
    private Path directory = Path.of("bench-data");

    @Option(
            names = "--only",
            split = ",",
            description =
                    "Pieces: dashboard, panels, tables, unchanged, streams, duckdb, ocs, latency, arrivals, restart, footprint, capture, source")
    private List<String> only = List.copyOf(PIECES.keySet());

    @Option(
            names = "--samples",
            defaultValue = "1000",
            description = "Of the program, for each question (${DEFAULT-VALUE})")
    private int samples = 1000;

    @Option(
            names = "--rival-seconds",
            defaultValue = "120",
            description = "After which a rival's statement is given up (${DEFAULT-VALUE})")
    private int rivalSeconds = 120;

    @Option(names = "--quick", description = "One minute over few rows: whether everything works, no figures to quote")
    private boolean quick;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    private static Map<String, Piece> pieces() {
        Map<String, Piece> pieces = new LinkedHashMap<>();
        pieces.put("dashboard", new Dashboards());
        pieces.put("panels", new Panels());
        pieces.put("tables", new Tables());
        pieces.put("unchanged", new Unchanged());
        pieces.put("streams", new EventStreams());
        pieces.put("duckdb", new DuckDb());
        pieces.put("ocs", new OcsSql());
        pieces.put("latency", new Latency());
        pieces.put("arrivals", new Arrivals());
        pieces.put("restart", new Restarts());
        pieces.put("footprint", new Footprint());
        pieces.put("capture", new Capture());
        pieces.put("source", new SourceCost());
        return pieces;
    }

    @Override
    public Integer call() throws Exception {
        Scale size = Scale.of(quick ? "2k" : scale);
        Path home = Files.createDirectories(
                directory.resolve(size.name() + "-" + seed).toAbsolutePath());
        Report report = new Report(System.out);
        describe(report, size);
        try (Database database = Database.start(home.resolve("postgres"))) {
            database.fill(size, seed, Span.END.toString());
            report.setting("messages", database.count("select count(*) from chat_chatmessage"));
            int port = freePort();
            long rows = rows(database);
            try (Running running = new Running(options -> start(database, home, port, report, rows, options))) {
                Course course = new Course(
                        database,
                        home,
                        running,
                        report,
                        size,
                        quick ? new Clock(20, Duration.ofSeconds(2)) : new Clock(samples, Duration.ofSeconds(40)),
                        quick ? new Clock(1, Duration.ofSeconds(2)) : new Clock(5, Duration.ofSeconds(60)),
                        rivalSeconds,
                        quick);
                report.head();
                for (Map.Entry<String, Piece> piece : chosen().entrySet()) {
                    Cores cores = Cores.now(running);
                    piece.getValue().run(course);
                    cores.report(piece.getKey(), report);
                }
            } finally {
                report.write(home.resolve(
                        chosen().equals(PIECES)
                                ? "report.json"
                                : "report-" + String.join("-", chosen().keySet()) + ".json"));
            }
        }
        return 0;
    }

    private Map<String, Piece> chosen() {
        List<String> unknown = new ArrayList<>(only);
        unknown.removeAll(PIECES.keySet());
        if (!unknown.isEmpty()) {
            throw new BenchFailed("--only takes " + String.join(", ", PIECES.keySet()) + ", not " + unknown);
        }
        Map<String, Piece> chosen = new LinkedHashMap<>(PIECES);
        chosen.keySet().retainAll(only);
        return chosen;
    }

    /** The first start takes the snapshot; that is measured as well. */
    private static PulseProcess start(
            Database database, Path home, int port, Report report, long rows, List<String> options) {
        Path data = home.resolve("pulse");
        boolean first = !Files.exists(data);
        long start = System.nanoTime();
        PulseProcess process = PulseProcess.start(database, data, port, options);
        if (first) {
            double seconds = (System.nanoTime() - start) / 1e9;
            report.figure("first start: seconds until ready, with the snapshot", seconds);
            report.figure("first start: rows a second", rows / seconds);
        }
        return process;
    }

    private static long rows(Database database) throws SQLException {
        return database.count("""
                select (select count(*) from chat_chatmessage) + (select count(*) from chat_chat)
                     + (select count(*) from experiments_experimentsession) + (select count(*) from annotations_customtaggeditem)
                     + (select count(*) from trace_trace) + (select count(*) from experiments_participant)""");
    }

    private void describe(Report report, Scale size) throws IOException {
        report.setting("sessions of the largest team", size.sessions());
        report.setting("seed", seed);
        report.setting("cores", Runtime.getRuntime().availableProcessors());
        report.setting("java", Runtime.version().toString());
        report.setting("machine", machine());
    }

    private static String machine() throws IOException {
        Path cpu = Path.of("/proc/cpuinfo");
        if (!Files.exists(cpu)) {
            return System.getProperty("os.name") + " " + System.getProperty("os.arch");
        }
        return Files.readAllLines(cpu, StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
