package ocs.pulse.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import ocs.pulse.ClusterSettings;
import ocs.pulse.PulseStreams;
import ocs.pulse.StreamsSettings;
import ocs.pulse.auth.SessionKey;
import ocs.pulse.auth.Sessions;
import ocs.pulse.capture.CaptureEngine;
import ocs.pulse.capture.CaptureSettings;
import ocs.pulse.demo.DemoDatabase;
import ocs.pulse.demo.DemoTraffic;
import ocs.pulse.embedded.CannotStart;
import ocs.pulse.embedded.DirectoryLock;
import ocs.pulse.embedded.EmbeddedKafka;
import ocs.pulse.embedded.EmbeddedPostgres;
import ocs.pulse.http.CallerLimits;
import ocs.pulse.http.Callers;
import ocs.pulse.http.FailedExchanges;
import ocs.pulse.http.Links;
import ocs.pulse.http.Metrics;
import ocs.pulse.http.Peers;
import ocs.pulse.http.Routes;
import ocs.pulse.http.StatusRoutes;
import ocs.pulse.http.Streams;
import ocs.pulse.http.TimedAnswers;
import ocs.pulse.http.WebServer;
import ocs.pulse.http.transport.Transport;
import ocs.pulse.settings.AuthMode;
import ocs.pulse.settings.Catalog;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;
import ocs.pulse.settings.Role;
import ocs.pulse.settings.Setting;
import ocs.pulse.settings.Settings;
import ocs.pulse.source.SourceAddress;
import ocs.pulse.source.SourceCheck;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a command, started in this order and stopped in the reverse one: data directory, Postgres, broker (which comes up
 * while the web does), web, capture (which comes up while the stages do, where they find its topic), stages, sample traffic. The web comes early so that {@code /health/ready} can say what the
 * rest waits for.
 */
public final class Program {
    private static final Logger LOG = LoggerFactory.getLogger(Program.class);
    /** More than one caller has at the same time, so that no one caller takes them all. */
    private static final int MOST_QUESTIONS = 128;

    /** For a client to send its request. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration LOOK = Duration.ofMillis(50);

    private static final Duration LOOK_FOR_CHANGES = Duration.ofSeconds(1);

    private final Role role;
    private final Settings settings;
    private final SourceSettings wishes;
    private final PrintStream out;
    private final Ending ending;
    private final Parts parts = new Parts();
    private final StageAnswers answers;
    private final ProgramHealth health;
    private final long begin = System.nanoTime();
    private @Nullable MeterRegistry registry;

    private Program(Role role, Settings settings, PrintStream out, Ending ending) {
        this.role = role;
        this.settings = settings;
        this.wishes = new SourceSettings(settings);
        this.out = out;
        this.ending = ending;
        this.answers = new StageAnswers(settings.get(Catalog.STANDBY_LAG));
        this.health = new ProgramHealth(role, Clock.systemUTC(), settings.get(Catalog.LAG_LIMIT));
    }

    /** Runs until the ending is asked for or a part fails; a {@link ProgramProblem} says why it could not go on. */
    public static void run(Role role, Settings settings, PrintStream out, Ending ending) throws InterruptedException {
        Logs.use(settings.get(Catalog.LOG_FORMAT));
        Program program = new Program(role, settings, out, ending);
        try (Parts closing = program.parts) {
            program.start();
            ending.await();
            LOG.info("pulse {} stops", role.command());
        }
    }

    private void start() throws InterruptedException {
        Path home = settings.get(Catalog.DATA_DIR).toAbsolutePath().normalize();
        requireUsable();
        part("data directory", ExitCode.DATA_DIRECTORY, () -> DirectoryLock.take(home));
        Optional<Door> door = role.serves() ? Optional.of(Door.of(settings)) : Optional.empty();
        Optional<EmbeddedPostgres> postgres = role == Role.DEMO
                ? Optional.of(
                        part("Postgres", ExitCode.DATABASE, () -> EmbeddedPostgres.start(home.resolve("postgres"))))
                : Optional.empty();
        postgres.ifPresent(this::fill);
        Optional<SourceAddress> source = source(postgres);
        source.ifPresent(this::check);
        Supplier<String> broker = broker(home.resolve("kafka"));
        Optional<WebServer> web = door.map(this::listen).or(this::tell);
        String kafka = broker.get();
        Runnable capture = source.map(address -> capture(address, kafka)).orElse(() -> {});
        if (role.serves() && !ending.isAsked()) {
            stages(kafka, home.resolve("state"), capture);
        }
        capture.run();
        if (postgres.isPresent() && settings.get(Catalog.RATE) > 0 && !ending.isAsked()) {
            traffic(postgres.get());
        }
        greet(door, web, postgres, kafka);
    }

    /** What a command cannot do without. */
    private void requireUsable() {
        if (role == Role.RUN || role == Role.CAPTURE) {
            require(Catalog.DATABASE_URL, "postgresql://USER:PASSWORD@HOST:PORT/DATABASE");
        }
        if (role == Role.SERVE || role == Role.CAPTURE) {
            require(Catalog.KAFKA, "HOST:PORT of the cluster");
        }
    }

    private void require(Setting<?> setting, String what) {
        if (settings.get(setting).equals(Optional.empty())) {
            throw new ProgramProblem(
                    ExitCode.USAGE,
                    "Setting " + setting.name() + " is missing: pulse " + role.command() + " needs " + setting.flag()
                            + " " + what);
        }
    }

    private <P extends AutoCloseable> P part(String name, ExitCode code, Supplier<P> start) {
        return parts.add(name, orProblem(code, () -> timed(name, start)));
    }

    private static <P> P timed(String name, Supplier<P> start) {
        long since = System.nanoTime();
        P part = start.get();
        LOG.info("{} is up after {} ms", name, (System.nanoTime() - since) / 1_000_000);
        return part;
    }

    private static <P> P orProblem(ExitCode code, Supplier<P> start) {
        try {
            return start.get();
        } catch (RuntimeException failed) {
            throw Failures.of(failed, failed instanceof CannotStart ? code : ExitCode.UNEXPECTED);
        }
    }

    private void fill(EmbeddedPostgres postgres) {
        try (Connection connection = postgres.connect()) {
            if (DemoDatabase.create(connection, Clock.systemUTC().instant())) {
                LOG.info("Sample database is made");
            }
        } catch (SQLException failed) {
            throw new ProgramProblem(
                    ExitCode.DATABASE, "The sample database cannot be made: " + failed.getMessage(), failed);
        }
    }

    private Optional<SourceAddress> source(Optional<EmbeddedPostgres> postgres) {
        try {
            return postgres.map(own -> own.uri(EmbeddedPostgres.DATABASE))
                    .map(SourceAddress::parse)
                    .or(() -> role.captures() ? Optional.of(wishes.address()) : Optional.empty());
        } catch (RuntimeException refused) {
            throw Failures.of(refused, ExitCode.USAGE);
        }
    }

    /** Before a broker is started for a database that cannot be captured. */
    private void check(SourceAddress source) {
        try {
            LOG.debug("Source {}", new SourceCheck(source, wishes.names(), wishes.terms()).prepare());
        } catch (RuntimeException refused) {
            throw Failures.of(refused, ExitCode.DATABASE);
        }
    }

    /** Where Kafka is; an own broker comes up meanwhile, and asking waits for it. */
    private Supplier<String> broker(Path directory) {
        Optional<String> cluster = settings.get(Catalog.KAFKA);
        if (cluster.isPresent()) {
            return cluster::get;
        }
        Early<EmbeddedKafka> coming =
                parts.add("Kafka", Early.start("Kafka", () -> timed("Kafka", () -> EmbeddedKafka.start(directory))));
        return () -> {
            EmbeddedKafka broker = orProblem(ExitCode.KAFKA, coming::get);
            watch(broker.failure(), ExitCode.DATA_DIRECTORY);
            return broker.bootstrapServers();
        };
    }

    /** How capture alone is doing, where that is wanted. */
    private Optional<WebServer> tell() {
        return settings.get(Catalog.STATUS_PORT).map(port -> {
            Metrics metrics = metrics();
            StatusRoutes routes = new StatusRoutes(health::readiness, metrics);
            return part(
                    "HTTP",
                    ExitCode.PORT_TAKEN,
                    () -> WebServer.start(settings.get(Catalog.HOST), port, metrics, routes));
        });
    }

    private FailedExchanges failedExchanges() {
        return new FailedExchanges(settings.get(Catalog.CLIENT_ADDRESS_HEADER));
    }

    private Metrics metrics() {
        Metrics metrics = parts.add("metrics", new Metrics());
        registry = metrics.registry();
        health.register(registry);
        new DebeziumMetrics().bindTo(registry);
        return metrics;
    }

    private WebServer listen(Door door) {
        Metrics metrics = metrics();
        parts.add("freshness", new Freshness(metrics.registry(), health::age));
        Streams streams = new Streams(
                settings.get(Catalog.STREAM_HEARTBEAT),
                settings.get(Catalog.STREAMS_PER_CALLER),
                settings.get(Catalog.STREAMS_PER_TEAM));
        streams.register(metrics.registry());
        Routes routes = new Routes(
                new Callers(door.authenticator(), sessions(), limits(), failedExchanges()),
                parts.add("questions", new TimedAnswers(answers, settings.get(Catalog.QUESTION_LIMIT), MOST_QUESTIONS)),
                health::readiness,
                metrics,
                Clock.systemUTC(),
                settings.get(Catalog.WAIT_LIMIT),
                streams,
                peers(),
                new Links(settings.get(Catalog.EXPERIMENT_URL), settings.get(Catalog.PARTICIPANT_URL)));
        Transport transport = new Transport(door.host(), door.port(), door.tls(), PATIENCE);
        WebServer web = part(
                "HTTP",
                ExitCode.PORT_TAKEN,
                () -> WebServer.start(transport, settings.get(Catalog.CORS_ORIGINS), metrics, routes));
        parts.add("Event streams", streams);
        return web;
    }

    /** Where nobody has a name, nobody can be kept apart. */
    private CallerLimits limits() {
        return settings.get(Catalog.AUTH) == AuthMode.NONE
                ? CallerLimits.none()
                : new CallerLimits(settings.get(Catalog.CALLER_RATE), settings.get(Catalog.CALLER_CONCURRENCY));
    }

    private Sessions sessions() {
        byte[] key = SessionKey.of(settings.get(Catalog.SESSION_KEY_FILE), settings.get(Catalog.DATA_DIR));
        return new Sessions(key, settings.get(Catalog.SESSION_LIFETIME), Clock.systemUTC());
    }

    private Optional<Peers> peers() {
        return settings.get(Catalog.ADVERTISE).map(own -> {
            String secret = settings.get(Catalog.PEER_SECRET)
                    .orElseThrow(() -> new ProgramProblem(
                            ExitCode.USAGE,
                            "Setting peer-secret is missing: with advertise, every instance needs the same one"));
            return parts.add(
                    "peers", new Peers(secret, settings.get(Catalog.PEER_DEADLINE), settings.get(Catalog.WAIT_LIMIT)));
        });
    }

    /** Capture comes up while the stages do; running what this gives waits for it. */
    private Runnable capture(SourceAddress source, String kafka) {
        if (ending.isAsked()) {
            return () -> {};
        }
        CaptureSettings capture = wishes.capture(source, kafka);
        Early<CaptureEngine> coming = parts.add(
                "Capture", Early.start("Capture", () -> timed("Capture", () -> CaptureEngine.start(capture))));
        return () -> {
            CaptureEngine engine = orProblem(ExitCode.CAPTURE, coming::get);
            if (health.capture().isEmpty()) {
                health.captureStarted(engine.progress());
                watch(engine.failure(), ExitCode.CAPTURE);
            }
        };
    }

    private void stages(String kafka, Path directory, Runnable capture) throws InterruptedException {
        StreamsSettings stages = new StreamsSettings(
                Map.of("bootstrap.servers", kafka),
                directory,
                settings.get(Catalog.PARTITIONS),
                settings.get(Catalog.STATE_COMMIT_INTERVAL),
                settings.get(Catalog.STORE_MEMORY),
                settings.get(Catalog.VIEW_MEMORY),
                settings.get(Catalog.STREAM_THREADS),
                settings.get(Catalog.RETENTION),
                new ClusterSettings(
                        settings.get(Catalog.ADVERTISE),
                        settings.get(Catalog.STANDBYS),
                        settings.get(Catalog.REPLICATION_FACTOR)));
        if (role == Role.SERVE && !awaitChanges(stages)) {
            return;
        }
        if (role != Role.SERVE && !(Files.exists(directory) && canStart(stages))) {
            capture.run();
        }
        PulseStreams started = part("Stages", ExitCode.STREAMS, () -> PulseStreams.start(stages));
        watch(started.failure(), ExitCode.STREAMS);
        if (registry != null) {
            parts.add("stage metrics", new KafkaStreamsMetrics(started.kafka())).bindTo(registry);
            parts.add("partition metrics", new PartitionMetrics(registry, started::partitions, Clock.systemUTC()));
        }
        answers.started(started);
        health.stagesStarted(started);
    }

    /** Capture may be started after those that serve; false where the program is to end first. */
    private boolean awaitChanges(StreamsSettings stages) throws InterruptedException {
        while (!canStart(stages)) {
            health.changesMissing();
            if (ending.await(LOOK_FOR_CHANGES)) {
                return false;
            }
        }
        return true;
    }

    private static boolean canStart(StreamsSettings stages) {
        try {
            return PulseStreams.canStart(stages);
        } catch (RuntimeException refused) {
            throw Failures.of(refused, ExitCode.KAFKA);
        }
    }

    private void traffic(EmbeddedPostgres postgres) {
        try {
            parts.add(
                    "Sample traffic",
                    DemoTraffic.start(postgres.jdbcUrl(EmbeddedPostgres.DATABASE), settings.get(Catalog.RATE)));
        } catch (SQLException failed) {
            throw new ProgramProblem(
                    ExitCode.DATABASE, "Sample traffic cannot be written: " + failed.getMessage(), failed);
        }
    }

    private void watch(java.util.concurrent.CompletableFuture<RuntimeException> failure, ExitCode code) {
        var unused = failure.whenComplete((reason, thrown) ->
                ending.fail(Failures.of(reason == null ? Objects.requireNonNull(thrown) : reason, code)));
    }

    /** Once every part is ready, or the program is to end. */
    private void greet(Optional<Door> door, Optional<WebServer> web, Optional<EmbeddedPostgres> postgres, String kafka)
            throws InterruptedException {
        SnapshotReport snapshot = new SnapshotReport(new ProgressBar(out, Terminal.isOne()));
        while (!health.answers()) {
            if (ending.await(LOOK)) {
                return;
            }
            health.capture().ifPresent(progress -> snapshot.show(progress, System.nanoTime()));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        Welcome welcome = new Welcome(role, seconds, kafka, postgres.map(own -> own.uri(EmbeddedPostgres.DATABASE)));
        out.print(welcome.text(door, web.map(WebServer::port)));
        out.flush();
    }
}
