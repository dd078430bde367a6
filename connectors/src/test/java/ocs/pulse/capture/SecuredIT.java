package ocs.pulse.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import ocs.pulse.embedded.EmbeddedKafka;
import ocs.pulse.embedded.EmbeddedPostgres;
import ocs.pulse.source.Passwords;
import ocs.pulse.source.SourceAddress;
import ocs.pulse.source.SourceCheck;
import ocs.pulse.source.SourceNames;
import ocs.pulse.source.SourceProblem;
import ocs.pulse.source.SourceTerms;
import ocs.pulse.source.TestCertificate;
import ocs.pulse.source.TestSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A server that takes passwords and TLS only: capture gets in, and the password gets into no log. */
class SecuredIT {
    private static final String SECRET = "s3cret-of-the-test";

    @TempDir
    private Path directory;

    @Test
    void shouldCaptureOverTlsWithAPasswordThatNoLogShows() throws Exception {
        TestCertificate made = TestCertificate.in(directory);
        Path certificate = made.certificate();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        log.start();
        Appender<ILoggingEvent> console = root.getAppender("STDOUT");
        root.detachAppender(console);
        root.addAppender(log);
        root.setLevel(Level.DEBUG);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary(Map.of(
                        "ssl", "on",
                        "ssl_cert_file", certificate.toString(),
                        "ssl_key_file", made.key().toString()));
                EmbeddedKafka kafka = EmbeddedKafka.start(Files.createDirectories(directory.resolve("kafka")))) {
            prepare(postgres);
            assertThat(code(postgres, "?sslmode=disable")).contains(SourceProblem.Reason.LOGIN);
            String verified = "?sslmode=verify-full&sslrootcert=" + certificate;
            assertThat(code(postgres, verified)).isEmpty();
            CaptureSettings settings = CaptureSettings.of(address(postgres, verified), kafka.bootstrapServers());
            try (CaptureEngine engine = CaptureEngine.start(settings)) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> engine.progress().lastHeartbeatMillis() > 0);
            }
        } finally {
            root.setLevel(before);
            root.detachAppender(log);
            root.addAppender(console);
        }
        assertThat(log.list).hasSizeGreaterThan(100);
        assertThat(log.list).noneMatch(event -> event.getFormattedMessage().contains(SECRET));
    }

    private SourceAddress address(EmbeddedPostgres postgres, String options) throws Exception {
        Path file = Files.writeString(directory.resolve("password"), SECRET + "\n");
        return Passwords.fill(
                SourceAddress.parse("postgresql://reader@127.0.0.1:" + postgres.port() + "/ocs" + options),
                Optional.empty(),
                Optional.of(file));
    }

    private Optional<Object> code(EmbeddedPostgres postgres, String options) throws Exception {
        return new SourceCheck(address(postgres, options), SourceNames.DEFAULT, SourceTerms.DEFAULT)
                .inspect()
                .stop()
                .map(finding -> finding.code());
    }

    private static void prepare(EmbeddedPostgres postgres) throws Exception {
        postgres.createDatabase("ocs");
        try (Connection connection = postgres.connect("ocs");
                var statement = connection.createStatement()) {
            TestSchema.create(connection);
            statement.execute("CREATE ROLE reader SUPERUSER LOGIN PASSWORD '" + SECRET + "'");
        }
        Path hba = postgres.dataDirectory().resolve("pg_hba.conf");
        Files.writeString(
                hba,
                "hostssl all reader 127.0.0.1/32 scram-sha-256\nhostnossl all reader 127.0.0.1/32 reject\n"
                        + Files.readString(hba));
        try (Connection connection = postgres.connect("ocs");
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_reload_conf()");
        }
    }
}
