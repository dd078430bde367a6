package ocs.pulse.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import ocs.pulse.connect.ConnectCluster;
import ocs.pulse.connect.ConnectProblem;
import ocs.pulse.connect.ConnectStatus;
import ocs.pulse.source.HeartbeatTable;
import ocs.pulse.source.SourceCheck;
import ocs.pulse.source.SourceLayout;
import ocs.pulse.source.SourceNames;
import ocs.pulse.source.TestCertificate;
import ocs.pulse.tables.SourceTable;
import ocs.pulse.worker.ConnectWorker;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Capture by a real worker: what the engine gives, through kills and changes from one to the other. {@code -Dpulse.kills=}
 * makes it long, {@code -Dpulse.seed=} makes it another run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectIT {
    private static final long SEED = Long.getLong("pulse.seed", 20_261_125L);
    private static final int KILLS = Integer.getInteger("pulse.kills", 1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String REPAIRS = "Repair of chat_chatmessage begins";
    private static final String REPAIRED = "Repair of chat_chatmessage has read all of its rows";

    private final AtomicInteger names = new AtomicInteger();
    private Path directory = Path.of("");
    private Bench servers;
    private Bench bench;
    private ConnectWorker worker;
    private CaptureSettings settings;
    private String name = "";
    private int port;

    @BeforeAll
    void start(@TempDir Path shared) throws Exception {
        directory = shared;
        servers = Bench.start(directory);
        port = ConnectWorker.freePort();
        startWorker();
        Files.writeString(directory.resolve("secret"), "password=none\n");
    }

    @AfterAll
    void stop() {
        worker.close();
        servers.close();
    }

    /** Each test has a database, topics, a slot and a connector of its own. */
    @BeforeEach
    void name() throws SQLException {
        name = "pulse" + names.incrementAndGet();
        bench = servers.another(name);
        settings = bench.settings().withHeartbeat(Duration.ofMillis(100));
    }

    @AfterEach
    void delete() {
        cluster().delete();
    }

    private void startWorker() throws IOException {
        worker = ConnectWorker.start(servers.kafka.bootstrapServers(), directory.resolve("connect"), port);
    }

    private ConnectCluster cluster() {
        return cluster(worker.await().url(), Optional.empty());
    }

    private ConnectCluster cluster(URI url, Optional<Path> trusted) {
        return new ConnectCluster(url, trusted, name, ConnectConfig.PARTITION, PATIENCE);
    }

    private SourceLayout layout() {
        return new SourceCheck(settings.address(), settings.names(), settings.terms()).prepare();
    }

    private Map<String, String> config() {
        return ConnectConfig.of(settings, layout(), "${file:" + directory.resolve("secret") + ":password}");
    }

    private ConnectHandover handover() {
        return new ConnectHandover(settings, layout());
    }

    private void killAndStartAgain() throws Exception {
        worker.kill();
        startWorker();
    }

    @Test
    void shouldLoseAndRepeatNothingWhenItIsKilledAndWhenCaptureChangesHands() throws Exception {
        bench.sql("INSERT INTO chat_chatmessage (id, chat_id) VALUES (1, 1)");
        try (Witness witness = Witness.of(bench)) {
            try (Load load = Load.start(bench, SEED, 1_000)) {
                try (CaptureEngine engine = CaptureEngine.start(settings)) {
                    witness.awaitSnapshot(() -> !engine.failure().isDone());
                    witness.awaitMore(500, () -> !engine.failure().isDone());
                }
                cluster().configure(config());
                cluster().beginAt(handover().fromEngine());
                for (int kill = 0; kill < KILLS; kill++) {
                    witness.awaitMore(1_000, worker::isAlive);
                    killInsideARepair();
                }
                assertThat(load).isNotNull();
            }
            await().atMost(Duration.ofMinutes(2)).until(() -> logged(REPAIRED) >= KILLS);
            try (Load more = Load.start(bench, SEED + 1, 100_000_000)) {
                witness.awaitMore(1_000, worker::isAlive);
                ConnectCluster cluster = cluster();
                cluster.stop();
                Map<String, Object> place = cluster.place().orElseThrow();
                assertThat(ConnectProgress.of(place).restarts()).isGreaterThanOrEqualTo(KILLS);
                handover().toEngine(Optional.of(place));
                cluster.delete();
                try (CaptureEngine engine = CaptureEngine.start(settings)) {
                    witness.awaitMore(500, () -> !engine.failure().isDone());
                    more.close();
                    witness.awaitAll(() -> !engine.failure().isDone());
                }
            }
            assertThat(witness.count("STARTED")).isEqualTo(1);
            assertThat(witness.count("repair COMPLETED"))
                    .as("each is done once")
                    .isEqualTo(KILLS);
            witness.assertTopicIsTheDatabase();
        }
    }

    private void killInsideARepair() throws Exception {
        long begun = logged(REPAIRS);
        askForSlowRepair();
        await().atMost(PATIENCE).until(() -> logged(REPAIRS) > begun);
        killAndStartAgain();
    }

    private long logged(String words) throws IOException {
        return worker.log().lines().filter(line -> line.contains(words)).count();
    }

    /** A reading that takes two seconds at least: long enough to be killed in. */
    private void askForSlowRepair() throws Exception {
        RepairRequest request = RepairRequest.where(
                UUID.randomUUID().toString(),
                SourceTable.MESSAGE,
                "id < 100000 and (id > 1 or pg_sleep(2) is not null)");
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers.kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(RepairRequest.TOPIC, request.toJson()))
                    .get();
        }
    }

    @Test
    void shouldSayWhatIsLostWhenTheSlotIsGone() throws Exception {
        bench.sql("INSERT INTO chat_chat (id) VALUES (1)");
        ConnectCluster cluster = cluster();
        cluster.configure(config());
        assertThat(cluster.beginAt(handover().fromEngine()).runs()).isTrue();
        try (Witness witness = Witness.of(bench)) {
            witness.awaitAll(worker::isAlive);
        }
        cluster.stop();
        bench.sql("SELECT pg_drop_replication_slot('" + name + "')");
        assertThatThrownBy(cluster::resume)
                .isInstanceOf(ConnectProblem.class)
                .hasMessageContaining("Replication slot '" + name + "' is gone")
                .hasMessageNotContaining("\n");
        await().until(() -> cluster.status().failed());
        ConnectStatus again = cluster.beginAt(handover().anew(Optional.empty()));
        assertThat(again.runs()).isTrue();
    }

    @Test
    void shouldWriteTheBytesOfTheEngineWhenItCapturesTheSame() throws Exception {
        for (SourceTable table : SourceTable.values()) {
            bench.sql("INSERT INTO " + table.qualifiedName() + " (id, hidden) VALUES (1000, 'secret')");
        }
        CaptureSettings engines = settings;
        settings = engines.withNames(new SourceNames(name, "other")).withTopics("other.changes", "other.offsets");
        ConnectCluster cluster = cluster();
        cluster.configure(config());
        cluster.beginAt(handover().fromEngine());
        try (CaptureEngine engine = CaptureEngine.start(engines);
                Witness witness = Witness.of(bench)) {
            witness.awaitSnapshot(() -> !engine.failure().isDone());
            await().atMost(PATIENCE).until(() -> rows("other.changes").size() >= SourceTable.values().length);
            try (Load load = Load.start(bench, SEED, 5_000)) {
                bench.sql(
                        "UPDATE teams_team SET id = 7 WHERE id = 1000",
                        "UPDATE chat_chat SET hidden = 'more' WHERE id = 1000",
                        "TRUNCATE trace_trace");
                witness.awaitMore(1_000, () -> !engine.failure().isDone());
                assertThat(load).isNotNull();
            }
            witness.awaitAll(() -> !engine.failure().isDone());
            List<String> expected = rows(bench.changesTopic());
            await().atMost(PATIENCE).until(() -> rows("other.changes").size() >= expected.size());
            assertThat(rows("other.changes")).isEqualTo(expected);
        }
    }

    /** Keys byte by byte, and all of the values that does not tell when and how often they were read. */
    private List<String> rows(String topic) {
        List<String> rows = new ArrayList<>();
        bench.forEach(topic, record -> {
            TopicRecord row = TopicRecord.of(record);
            boolean heartbeat = row.table().equals(HeartbeatTable.RELATION);
            if (row.isRow() && !heartbeat || row.value().isMissingNode()) {
                String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
                rows.add(key + " " + row.position() + " " + lasting(row));
            }
        });
        return rows;
    }

    private static JsonNode lasting(TopicRecord row) {
        if (!(row.value() instanceof ObjectNode value)) {
            return row.value();
        }
        ObjectNode lasting = value.deepCopy();
        lasting.remove(List.of("ts_ms", "ts_us", "ts_ns"));
        ObjectNode source = (ObjectNode) lasting.get("source");
        source.remove("sequence");
        if (row.op().equals("r")) {
            // Of two snapshots at two times; which row is a table's last is told of tables with rows only.
            source.remove(List.of("lsn", "txId", "xmin", "ts_ms", "ts_us", "ts_ns", "snapshot"));
        }
        if (lasting.get("transaction") instanceof ObjectNode transaction) {
            transaction.remove("id");
        }
        return lasting;
    }

    @Test
    void shouldSayWhatIsMissingWhenAWorkerCannotDoWhatIsNeeded() throws Exception {
        int other = ConnectWorker.freePort();
        Path home = Files.createDirectories(directory.resolve("plain"));
        TestCertificate certificate = TestCertificate.in(home);
        Map<String, String> otherwise = new HashMap<>(Map.of(
                "group.id", "plain",
                "config.storage.topic", "plain-config",
                "offset.storage.topic", "plain-offsets",
                "status.storage.topic", "plain-status",
                "exactly.once.source.support", "disabled",
                "config.providers", "env"));
        otherwise.putAll(Map.of(
                "listeners",
                "https://127.0.0.1:" + other,
                "listeners.https.ssl.keystore.type",
                "PKCS12",
                "listeners.https.ssl.keystore.location",
                certificate.store().toString(),
                "listeners.https.ssl.keystore.password",
                TestCertificate.PASSWORD,
                "rest.extension.classes",
                "org.apache.kafka.connect.rest.basic.auth.extension.BasicAuthSecurityRestExtension"));
        try (ConnectWorker plain = ConnectWorker.start(
                servers.kafka.bootstrapServers(), home, other, otherwise, List.of(loginOf("me", "it's", home)))) {
            Optional<Path> trusted = Optional.of(certificate.certificate());
            ConnectCluster cluster = cluster(URI.create("https://me:it's@127.0.0.1:" + other), trusted);
            await().atMost(Duration.ofMinutes(2))
                    .ignoreExceptionsInstanceOf(ConnectProblem.class)
                    .until(() -> {
                        assertThat(plain.isAlive()).as(plain.log()).isTrue();
                        return cluster.status().isAbsent();
                    });
            assertThatThrownBy(cluster(URI.create("https://me:it's@127.0.0.1:" + other), Optional.empty())::status)
                    .hasMessageContaining("--connect-ca");
            assertThatThrownBy(cluster(URI.create("https://127.0.0.1:" + other), trusted)::status)
                    .hasMessageContaining("asks for a user and a password");
            assertThatThrownBy(cluster(URI.create("https://me:secret@127.0.0.1:" + other), trusted)::status)
                    .hasMessageContaining("refuses user 'me'")
                    .hasMessageNotContaining("secret");
            assertSaysWhatIsMissing(cluster);
        }
    }

    /** The option of a virtual machine that makes its worker ask for this user and password. */
    private static String loginOf(String user, String password, Path home) throws IOException {
        Path users = Files.writeString(home.resolve("users"), user + ": " + password + "\n");
        Path login = Files.writeString(
                home.resolve("login"),
                "KafkaConnect { org.apache.kafka.connect.rest.basic.auth.extension.PropertyFileLoginModule required file=\""
                        + users + "\"; };\n");
        return "-Djava.security.auth.login.config=" + login;
    }

    private void assertSaysWhatIsMissing(ConnectCluster cluster) {
        assertThat(cluster.check(config())).singleElement().satisfies(finding -> assertThat(finding.line())
                .contains("exactly.once.support"));
        assertThatThrownBy(() -> cluster.configure(config())).hasMessageContaining("exactly-once");
        assertThat(cluster.status().isAbsent()).isTrue();
        Map<String, String> unknown = new HashMap<>(config());
        unknown.put("connector.class", "ocs.pulse.Unknown");
        assertThatThrownBy(() -> cluster.configure(unknown)).hasMessageContaining("plugin.path");
        Map<String, String> repeating = new HashMap<>(config());
        repeating.remove("exactly.once.support");
        cluster.configure(repeating);
        assertThatThrownBy(cluster::resume).hasMessageContaining("config.providers");
    }
}
