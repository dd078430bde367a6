package ocs.pulse.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ocs.pulse.cli.Main;
import ocs.pulse.demo.DemoDatabase;
import ocs.pulse.embedded.EmbeddedPostgres;
import ocs.pulse.embedded.KafkaNode;

/** The running cluster. Every part can be reached for, and started again as it was. */
public final class LocalCluster implements AutoCloseable {
    /** Lets instances know each other; of no use to anybody outside this machine. */
    private static final String PEER_SECRET = "a-secret-of-the-local-cluster";

    private final ClusterPlan plan;
    private final List<Child> brokers = new ArrayList<>();
    private final List<Child> servers = new ArrayList<>();
    private final Map<String, List<Proxy>> kafkaProxies = new LinkedHashMap<>();
    private final List<Proxy> peerProxies = new ArrayList<>();
    private final Proxy postgresProxy;
    private final Child capture;
    private EmbeddedPostgres postgres;
    private boolean closed; // guarded by this

    /** @param servers how many of them; not started yet */
    public LocalCluster(Path home, int servers) {
        plan = ClusterPlan.of(home.toAbsolutePath().normalize(), servers);
        postgres = EmbeddedPostgres.start(plan.home().resolve("postgres"), plan.postgres(), Map.of());
        postgresProxy = new Proxy(plan.postgresProxy(), plan.postgres());
        plan.clients().forEach(this::joinToKafka);
        for (int broker = 0; broker < ClusterPlan.BROKERS; broker++) {
            brokers.add(broker(broker));
        }
        capture = anotherCapture("capture");
        for (int server = 0; server < servers; server++) {
            peerProxies.add(new Proxy(plan.peers().get(server), plan.http().get(server)));
            this.servers.add(server(server));
        }
    }

    /** Starts every part; answers come when capture has taken its snapshot. */
    public void start() throws SQLException {
        try (Connection connection = postgres.connect()) {
            DemoDatabase.create(connection, Clock.systemUTC().instant());
        }
        startEnded();
    }

    /** As a supervisor does: a part that found another one missing has ended, and is started again. */
    public synchronized void startEnded() {
        if (!closed) {
            everything().forEach(part -> part.start());
        }
    }

    public List<Child> brokers() {
        return List.copyOf(brokers);
    }

    public List<Child> servers() {
        return List.copyOf(servers);
    }

    public Child capture() {
        return capture;
    }

    public EmbeddedPostgres postgres() {
        return postgres;
    }

    /** One more on the same slot, with a data directory of its own; not started. */
    public Child anotherCapture(String name) {
        return program(
                name,
                "capture",
                "CAPTURE",
                Map.of(
                        "PULSE_DATABASE_URL",
                        "postgresql://" + EmbeddedPostgres.USER + "@127.0.0.1:" + plan.postgresProxy() + "/"
                                + EmbeddedPostgres.DATABASE));
    }

    /** Where a server or a broker keeps what it has. */
    public Path directory(Child part) {
        return plan.home().resolve(part.name());
    }

    /** Where a server keeps its stores. */
    public Path state(int server) {
        return directory(servers.get(server)).resolve("state");
    }

    /** Deletes all that a server, which must not run, knows. */
    public void loseState(int server) throws IOException {
        try (Stream<Path> files = Files.walk(state(server))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Every process but Postgres. */
    public List<Child> everything() {
        List<Child> all = new ArrayList<>(brokers);
        all.add(capture);
        all.addAll(servers);
        return all;
    }

    /** Where a server is asked. */
    public URI address(int server) {
        return URI.create("http://127.0.0.1:" + plan.http().get(server));
    }

    /** Where a client of its own finds all brokers, whatever is cut. */
    public String kafka() {
        return plan.internal().stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /** Between capture and Postgres. */
    public Proxy postgresProxy() {
        return postgresProxy;
    }

    /** Between a server and all brokers. */
    public List<Proxy> kafkaOfServer(int server) {
        return kafkaProxies.getOrDefault(plan.clients().get(server + 1), List.of());
    }

    /** Between capture and all brokers. */
    public List<Proxy> kafkaOfCapture() {
        return kafkaProxies.getOrDefault(plan.clients().get(0), List.of());
    }

    /** Between a server and the others, when they ask it. */
    public Proxy peers(int server) {
        return peerProxies.get(server);
    }

    /** As {@code kill -9} of its main process does; the others end with it. */
    public void killPostgres() {
        ProcessHandle server = postgres.process();
        if (!server.destroyForcibly()) {
            throw new IllegalStateException("Postgres cannot be killed");
        }
        server.onExit().join();
    }

    /** After a kill, or in place of a running one. */
    public void restartPostgres() {
        postgres.close();
        postgres = EmbeddedPostgres.start(plan.home().resolve("postgres"), plan.postgres(), Map.of());
    }

    private void joinToKafka(String client) {
        List<Proxy> proxies = new ArrayList<>();
        for (int broker = 0; broker < ClusterPlan.BROKERS; broker++) {
            proxies.add(new Proxy(
                    plan.proxies().getOrDefault(client, List.of()).get(broker),
                    plan.listeners().getOrDefault(client, List.of()).get(broker)));
        }
        kafkaProxies.put(client, proxies);
    }

    private Child broker(int broker) {
        Path file = plan.home().resolve("kafka-" + (broker + 1) + ".properties");
        Properties properties = new Properties();
        properties.putAll(plan.broker(broker));
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            properties.store(writer, "A broker of the local cluster");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        String name = "kafka-" + (broker + 1);
        return new Child(
                name,
                List.of("-Xmx320m"),
                KafkaNode.class,
                List.of(file.toString()),
                Map.of(),
                plan.home().resolve(name + ".log"));
    }

    private Child server(int server) {
        return program(
                "server-" + (server + 1),
                "serve",
                "SERVER" + (server + 1),
                Map.of(
                        "PULSE_PORT",
                        Integer.toString(plan.http().get(server)),
                        "PULSE_AUTH",
                        "none",
                        "PULSE_ADVERTISE",
                        "127.0.0.1:" + plan.peers().get(server),
                        "PULSE_PEER_SECRET",
                        PEER_SECRET));
    }

    private Child program(String name, String command, String client, Map<String, String> more) {
        Map<String, String> variables = new LinkedHashMap<>(EnvFile.read("pulse.env"));
        variables.put("PULSE_KAFKA", plan.bootstrap(client));
        variables.put("PULSE_DATA_DIR", plan.home().resolve(name).toString());
        variables.putAll(more);
        return new Child(
                name,
                List.of("-Xmx512m"),
                Main.class,
                List.of(command),
                variables,
                plan.home().resolve(name + ".log"));
    }

    /** Has every part end in order: those that ask before those that are asked. */
    public synchronized void stop() throws InterruptedException {
        for (List<Child> together : List.of(servers, List.of(capture), brokers)) {
            together.forEach(Child::ask);
            for (Child part : together) {
                part.stop();
            }
        }
        close();
    }

    /** Ends every part at once, as a kill does. */
    @Override
    public synchronized void close() {
        closed = true;
        everything().forEach(Child::close);
        postgresProxy.close();
        peerProxies.forEach(Proxy::close);
        kafkaProxies.values().forEach(proxies -> proxies.forEach(Proxy::close));
        postgres.close();
    }
}
