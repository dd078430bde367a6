package ocs.pulse.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ocs.pulse.embedded.EmbeddedPostgres;
import ocs.pulse.source.Code;
import ocs.pulse.source.SourceAddress;
import ocs.pulse.source.SourceNames;
import ocs.pulse.source.SourceProblem;
import ocs.pulse.source.SourceProblem.Reason;
import ocs.pulse.source.TestSchema;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whatever makes changes miss stops capture with a code and the way back, before it can pass for a quiet database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ADD_BACK =
            "ALTER TABLE trace_trace ADD COLUMN IF NOT EXISTS duration bigint NOT NULL DEFAULT 0";

    private Bench bench;
    private String name = "pulse";
    private int names;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        bench = Bench.start(directory);
        // A database without any row has no snapshot to go on behind: each start takes a new one.
        bench.sql("INSERT INTO django_content_type (id) VALUES (1)");
    }

    @AfterAll
    void stop() {
        bench.close();
    }

    /** Each test has a slot, a publication and a position of its own. */
    @BeforeEach
    void name() {
        names++;
        name = "pulse" + names;
    }

    @AfterEach
    void clean() throws SQLException {
        bench.sql(
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots",
                "DROP PUBLICATION IF EXISTS " + name,
                ADD_BACK,
                "ALTER TABLE chat_chat REPLICA IDENTITY DEFAULT");
    }

    private CaptureSettings settings() {
        return bench.settings().withNames(new SourceNames(name, name));
    }

    private CaptureEngine running() {
        CaptureEngine engine = CaptureEngine.start(settings());
        await().atMost(PATIENCE).until(() -> engine.progress().lastHeartbeatMillis() > 0);
        return engine;
    }

    private void captureOnce() {
        running().close();
    }

    private static Code codeOf(Throwable thrown) {
        return thrown instanceof SourceProblem problem ? problem.reason() : ((CaptureProblem) thrown).reason();
    }

    private void assertStartStops(Code code, String... words) {
        Throwable thrown = catchThrowable(() -> CaptureEngine.start(settings()).close());
        assertThat(thrown).isNotNull();
        assertThat(codeOf(thrown)).isEqualTo(code);
        assertThat(thrown).hasMessageContainingAll(words);
    }

    private static void assertStopsRunning(CaptureEngine engine, Code code, String word) throws Exception {
        RuntimeException reason = engine.failure().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(codeOf(reason)).isEqualTo(code);
        assertThat(reason).hasMessageContaining(word).hasMessageContaining("--resnapshot");
        assertThat(engine.progress().state()).isEqualTo(CaptureProgress.State.FAILED);
    }

    private void assertGoesOnWithANewSnapshot() {
        try (CaptureEngine engine = CaptureEngine.start(settings().withResnapshot(true))) {
            await().atMost(PATIENCE).until(() -> engine.progress().lastHeartbeatMillis() > 0);
            assertThat(engine.failure()).isNotDone();
        }
        captureOnce();
    }

    @Test
    void shouldStopWhenTheSlotWasDropped() throws SQLException {
        captureOnce();
        bench.sql("SELECT pg_drop_replication_slot('" + name + "')");
        assertStartStops(Reason.SLOT_LOST, "is gone", "--resnapshot");
        assertGoesOnWithANewSnapshot();
    }

    @Test
    void shouldStopWhenTheSlotWasMadeAnewOrMovedOn() throws SQLException {
        captureOnce();
        bench.sql(
                "SELECT pg_drop_replication_slot('" + name + "')",
                "SELECT pg_logical_emit_message(true, 'other', 'something happens')",
                "SELECT pg_create_logical_replication_slot('" + name + "', 'pgoutput')");
        assertStartStops(Reason.SLOT_LOST, "moved on, or was made anew");
        assertGoesOnWithANewSnapshot();
        bench.sql(
                "SELECT pg_logical_emit_message(true, 'other', 'something happens')",
                "SELECT pg_replication_slot_advance('" + name + "', pg_current_wal_lsn())");
        assertStartStops(Reason.SLOT_LOST, "moved on, or was made anew");
    }

    @Test
    void shouldStopWhenTheDatabaseIsAnother() throws SQLException {
        captureOnce();
        bench.sql("SELECT pg_drop_replication_slot('" + name + "')");
        bench.postgres.createDatabase(name);
        try (Connection other = bench.postgres.connect(name)) {
            TestSchema.create(other);
        }
        CaptureSettings mine = settings();
        SourceAddress other = SourceAddress.of("127.0.0.1", bench.postgres.port(), name, EmbeddedPostgres.USER, "");
        CaptureSettings settings =
                CaptureSettings.of(other, mine.bootstrapServers()).withNames(mine.names());
        assertThatThrownBy(() -> CaptureEngine.start(settings).close())
                .isInstanceOfSatisfying(CaptureProblem.class, problem -> assertThat(problem.reason())
                        .isEqualTo(CaptureProblem.Reason.OTHER_DATABASE))
                .hasMessageContaining("is not the one that topic ocs.changes was filled from");
    }

    @Test
    void shouldStopWhenTheTopicWasMadeAnew() throws Exception {
        CaptureSettings own = settings().withTopics(name + ".changes", name + ".offsets");
        try (CaptureEngine engine = CaptureEngine.start(own)) {
            await().atMost(PATIENCE).until(() -> engine.progress().lastHeartbeatMillis() > 0);
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) own.bootstrapServers()))) {
            admin.deleteTopics(List.of(own.changesTopic())).all().get();
            await().atMost(PATIENCE)
                    .until(() -> !admin.listTopics().names().get().contains(own.changesTopic()));
        }
        assertThatThrownBy(() -> CaptureEngine.start(own).close())
                .isInstanceOfSatisfying(CaptureProblem.class, problem -> assertThat(problem.reason())
                        .isEqualTo(CaptureProblem.Reason.POSITION_LOST))
                .hasMessageContaining("was deleted and made anew")
                .hasMessageContaining("--resnapshot");
    }

    /** As where the topics came back from a copy of another cluster's. */
    @Test
    void shouldStopWhenTheSlotDoesNotSendTheLastChangeOfTheTopicAgain() throws Exception {
        captureOnce();
        CaptureSettings settings = settings();
        try (ChangeProducer producer = ChangeProducer.fencing(settings)) {
            Checkpoint noted = new CheckpointReader(settings).read().orElseThrow();
            producer.commit(noted.withRow(new Position(3, noted.flushed(), 0)));
        }
        try (CaptureEngine engine = CaptureEngine.start(settings)) {
            assertStopsRunning(engine, CaptureProblem.Reason.POSITION_LOST, "does not send the last change");
        }
        assertGoesOnWithANewSnapshot();
    }

    @Test
    void shouldStopWhenTheServerGaveTheSlotUp() throws SQLException {
        captureOnce();
        bench.sql("ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'", "SELECT pg_reload_conf()");
        await().atMost(PATIENCE).until(() -> {
            bench.sql(
                    "SELECT pg_logical_emit_message(true, 'other', repeat('x', 1000000)) FROM generate_series(1, 20)",
                    "SELECT pg_switch_wal()",
                    "CHECKPOINT");
            return bench.number("SELECT count(*) FROM pg_replication_slots WHERE wal_status = 'lost'") == 1;
        });
        bench.sql("ALTER SYSTEM RESET max_slot_wal_keep_size", "SELECT pg_reload_conf()");
        assertStartStops(Reason.SLOT_LOST, "max_slot_wal_keep_size", "--resnapshot");
        assertGoesOnWithANewSnapshot();
    }

    @Test
    void shouldStopWhenATableLeavesThePublicationUnderIt() throws Exception {
        try (CaptureEngine engine = running()) {
            bench.sql("ALTER PUBLICATION " + name + " DROP TABLE chat_chat");
            assertStopsRunning(engine, Reason.PUBLICATION, "lacks table public.chat_chat");
        }
        assertStartStops(Reason.PUBLICATION, "lacks table public.chat_chat");
        bench.sql("ALTER PUBLICATION " + name + " ADD TABLE chat_chat (id, team_id)");
        assertStartStops(Reason.SOURCE_CHANGED, "publication", "--resnapshot");
        assertGoesOnWithANewSnapshot();
    }

    @Test
    void shouldStopWhenANeededColumnIsDroppedUnderIt() throws Exception {
        try (CaptureEngine engine = running()) {
            bench.sql("ALTER TABLE trace_trace DROP COLUMN duration CASCADE");
            assertStopsRunning(engine, Reason.COLUMN, "public.trace_trace.duration is missing");
        }
        assertStartStops(Reason.COLUMN, "public.trace_trace.duration is missing");
    }

    @Test
    void shouldStopWhenANeededColumnIsRenamedOrRetyped() throws SQLException {
        captureOnce();
        bench.sql("ALTER TABLE trace_trace RENAME COLUMN duration TO took");
        assertStartStops(Reason.COLUMN, "public.trace_trace.duration is missing");
        bench.sql("ALTER TABLE trace_trace RENAME COLUMN took TO duration");
        captureOnce();
        bench.sql(
                "ALTER PUBLICATION " + name + " DROP TABLE trace_trace",
                "ALTER TABLE trace_trace ALTER COLUMN duration DROP DEFAULT",
                "ALTER TABLE trace_trace ALTER COLUMN duration TYPE text");
        assertStartStops(Reason.COLUMN, "public.trace_trace.duration has type text");
        bench.sql(
                "ALTER TABLE trace_trace ALTER COLUMN duration TYPE bigint USING duration::bigint",
                "ALTER TABLE trace_trace ALTER COLUMN duration SET DEFAULT 0",
                "ALTER PUBLICATION " + name + " ADD TABLE trace_trace (id, team_id, experiment_id, session_id,"
                        + " \"timestamp\", duration, status)");
        assertStartStops(Reason.SOURCE_CHANGED, "--resnapshot");
    }

    @Test
    void shouldStopWhenATablesReplicaIdentityChangesUnderIt() throws Exception {
        try (CaptureEngine engine = running()) {
            bench.sql("ALTER TABLE chat_chat REPLICA IDENTITY FULL");
            assertStopsRunning(engine, Reason.REPLICA_IDENTITY, "public.chat_chat");
        }
    }

    @Test
    void shouldGoOnWhenColumnsThatAreNotReadComeAndGo() throws Exception {
        try (CaptureEngine engine = running()) {
            bench.sql(
                    "ALTER TABLE chat_chat ADD COLUMN mood text",
                    "ALTER TABLE chat_chat DROP COLUMN mood CASCADE",
                    "INSERT INTO chat_chat (id, team_id) VALUES (" + (700 + names) + ", 1)");
            await().atMost(PATIENCE).until(() -> bench.topic().stream()
                    .anyMatch(record -> record.isRowOf("chat_chat")
                            && record.key().path("id").asInt() == 700 + names));
            assertThat(engine.failure()).isNotDone();
            assertThat(engine.progress().restarts()).isZero();
        }
        captureOnce();
    }

    @Test
    void shouldSayWhatIsLostWithoutTouchingAnythingWhenItIsChecked() throws SQLException {
        captureOnce();
        assertThat(CaptureCheck.all(settings())).noneMatch(finding -> finding.stops());
        bench.sql("SELECT pg_drop_replication_slot('" + name + "')");
        assertThat(CaptureCheck.all(settings()))
                .anyMatch(finding -> finding.stops() && finding.code() == Reason.SLOT_LOST);
    }
}
