package ocs.pulse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import ocs.pulse.demo.DemoDatabase;
import ocs.pulse.embedded.DirectoryLock;
import ocs.pulse.embedded.EmbeddedPostgres;
import ocs.pulse.run.Ending;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.source.SourceAddress;
import ocs.pulse.source.SourceCheck;
import ocs.pulse.source.SourceNames;
import ocs.pulse.source.SourceTerms;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code pulse run} on what it cannot use: one line that names the thing and the mend, an exit status that says which kind
 * it is, and nothing left behind; where the line is obeyed, the next try gets further.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputIT {
    private static final String MODEL = "model";

    private Path directory;
    private EmbeddedPostgres postgres;
    private CompletableFuture<Refusal> withoutKafka;
    private String database = "";
    private int databases;

    /** How a command ended. */
    private record Refusal(int status, String error, String output) {
        /** One line with all these words. */
        void assertSays(ExitCode code, String... words) {
            assertThat(error.lines()).as(error).hasSize(1);
            assertThat(error).startsWith("pulse: ").contains(words).doesNotContain("s3cret");
            assertThat(status).as(error).isEqualTo(code.status());
        }
    }

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        directory = home;
        postgres = EmbeddedPostgres.temporary(Map.of("max_replication_slots", "1"));
        postgres.createDatabase(MODEL);
        try (Connection connection = postgres.connect(MODEL)) {
            DemoDatabase.create(connection, Instant.parse("2025-11-01T00:00:00Z"));
        }
        makeDatabase();
        // Takes as long as a broker may take to come up; the other tests run meanwhile.
        String url = postgres.uri(database);
        withoutKafka = CompletableFuture.supplyAsync(() -> run(url, "kafka", "--kafka", "127.0.0.1:1"));
    }

    @AfterAll
    void stop() {
        postgres.close();
    }

    @BeforeEach
    void makeDatabase() throws SQLException {
        databases++;
        database = "ocs" + databases;
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database + " TEMPLATE " + MODEL);
        }
    }

    private Refusal run() {
        return run(postgres.uri(database), database);
    }

    private Refusal run(String url, String home, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run", "--port", "0", "--data-dir", directory.resolve(home).toString()));
        arguments.addAll(List.of(more));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = new Commands(stream(out), stream(err), Map.of("PULSE_DATABASE_URL", url), new Ending())
                .run(arguments.toArray(String[]::new));
        DirectoryLock.take(directory.resolve(home)).close();
        return new Refusal(status, text(err), text(out));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String urlOf(String user) {
        return "postgresql://" + user + "@127.0.0.1:" + postgres.port() + "/" + database;
    }

    /** What was refused is mended, and nothing that the refused try left is in the way. */
    private void assertUsable() {
        SourceAddress address = SourceAddress.parse(postgres.uri(database));
        assertThat(new SourceCheck(address, SourceNames.DEFAULT, SourceTerms.DEFAULT)
                        .prepare()
                        .columns())
                .isNotEmpty();
    }

    @Test
    void shouldNameTheServerWhenItIsUnreachable() {
        run("postgresql://ocs:s3cret@127.0.0.1:1/ocs", "unreachable")
                .assertSays(ExitCode.DATABASE, "127.0.0.1:1", "check host and port");
    }

    @Test
    void shouldNameTheUserWhenThePasswordIsWrong() throws Exception {
        sql("CREATE ROLE guarded LOGIN SUPERUSER PASSWORD 'right'");
        Path rules = postgres.dataDirectory().resolve("pg_hba.conf");
        Files.writeString(rules, "host all guarded 127.0.0.1/32 scram-sha-256\n" + Files.readString(rules));
        sql("SELECT pg_reload_conf()");
        run(urlOf("guarded:s3cret"), database)
                .assertSays(ExitCode.DATABASE, "refuses user 'guarded'", "check user and password");
    }

    @Test
    void shouldNameTheSettingWhenTheServerDoesNotDecode() {
        try (EmbeddedPostgres plain = EmbeddedPostgres.temporary(Map.of("wal_level", "replica"))) {
            run(plain.uri(EmbeddedPostgres.DATABASE), "plain")
                    .assertSays(ExitCode.DATABASE, "wal_level is 'replica'", "set wal_level = logical");
        }
    }

    @Test
    void shouldNameTheTableWhenItIsMissing() throws SQLException {
        sql("ALTER TABLE trace_trace RENAME TO elsewhere");
        run().assertSays(ExitCode.DATABASE, "public.trace_trace");
        sql("ALTER TABLE elsewhere RENAME TO trace_trace");
        assertUsable();
    }

    @Test
    void shouldNameTheColumnWhenItIsMissing() throws SQLException {
        sql("ALTER TABLE chat_chatmessage RENAME message_type TO kind");
        run().assertSays(ExitCode.DATABASE, "public.chat_chatmessage.message_type is missing");
        sql("ALTER TABLE chat_chatmessage RENAME kind TO message_type");
        assertUsable();
    }

    @Test
    void shouldPrintTheStatementsWhenARightIsMissing() throws SQLException {
        sql("CREATE ROLE plain LOGIN");
        Refusal replication = run(urlOf("plain"), database);
        replication.assertSays(ExitCode.DATABASE, "'plain' lacks the REPLICATION right");
        sql(replication.output());
        Refusal select = run(urlOf("plain"), database);
        select.assertSays(ExitCode.DATABASE, "'plain' may not read");
        sql(select.output());
        Refusal heartbeat = run(urlOf("plain"), database);
        heartbeat.assertSays(ExitCode.DATABASE, "heartbeat");
        sql(heartbeat.output());
        Refusal publication = run(urlOf("plain"), database);
        publication.assertSays(ExitCode.DATABASE, "ublication");
        sql(publication.output());
        assertUsable();
    }

    @Test
    void shouldNameTheSettingWhenNoSlotIsFree() throws SQLException {
        sql("SELECT pg_create_physical_replication_slot('other')");
        run().assertSays(ExitCode.DATABASE, "All replication slots", "max_replication_slots");
        sql("SELECT pg_drop_replication_slot('other')");
        assertUsable();
    }

    @Test
    void shouldPrintTheStatementsWhenThePublicationHasOtherColumns() throws SQLException {
        sql("CREATE PUBLICATION pulse FOR TABLE chat_chatmessage (id, content)");
        Refusal refusal = run();
        refusal.assertSays(ExitCode.DATABASE, "ublication 'pulse'");
        sql(refusal.output());
        assertUsable();
    }

    @Test
    void shouldNameTheBrokerWhenKafkaIsUnreachable() {
        withoutKafka.join().assertSays(ExitCode.KAFKA, "Kafka at 127.0.0.1:1 does not answer", "check the address");
    }

    @Test
    void shouldNameTheDirectoryWhenItCannotBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = new Commands(stream(new ByteArrayOutputStream()), stream(err), Map.of(), new Ending())
                .run("run", "--port", "0", "--database-url", postgres.uri(database), "--data-dir", file + "/data");
        new Refusal(status, text(err), "").assertSays(ExitCode.DATA_DIRECTORY, file.toString());
    }
}
