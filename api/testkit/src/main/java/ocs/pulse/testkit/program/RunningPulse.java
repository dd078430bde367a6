package ocs.pulse.testkit.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import ocs.pulse.embedded.EmbeddedKafka;
import ocs.pulse.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A JUnit extension for a static field: before the class a real Postgres with Open Chat Studio's tables, a real Kafka,
 * capture, the stages and HTTP, all on loopback and in a directory of their own; after it nothing is left.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final RunningPulse PULSE = RunningPulse.over(RunningPulse::createTables);
 * }</pre>
 */
public final class RunningPulse implements BeforeAllCallback, AfterAllCallback {
    /** The name of the database that is captured. */
    public static final String DATABASE = "ocs";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Fill fill;
    private final Map<String, String> settings = new HashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable String token;
    private String tokenLine = "";
    private @Nullable Running running;

    /** Fills the database before anything captures it. */
    @FunctionalInterface
    public interface Fill {
        void fill(Connection connection) throws SQLException, IOException;
    }

    private static final class Running {
        private final Path directory;
        private final EmbeddedPostgres postgres;
        private final Map<String, String> settings;
        private @Nullable ProgramThread program;

        Running(Path directory, EmbeddedPostgres postgres, Map<String, String> settings) {
            this.directory = directory;
            this.postgres = postgres;
            this.settings = settings;
        }
    }

    private RunningPulse(Fill fill) {
        this.fill = fill;
    }

    public static RunningPulse over(Fill fill) {
        return new RunningPulse(fill);
    }

    /** Gives the program a setting of another value than its own. */
    public RunningPulse with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /** Lets nobody ask but the bearer of this token, and about no other teams; {@link #get} and {@link #json} bear it. */
    public RunningPulse withToken(String secret, String... teams) {
        token = secret;
        tokenLine = secret + " tester " + String.join(",", teams) + "\n";
        return this;
    }

    /** Open Chat Studio's tables, empty. */
    public static void createTables(Connection connection) throws SQLException, IOException {
        try (var schema = Objects.requireNonNull(RunningPulse.class.getResourceAsStream("/demo/schema.sql"));
                Statement statement = connection.createStatement()) {
            statement.execute(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Path directory = Files.createTempDirectory("pulse");
        EmbeddedPostgres postgres = EmbeddedPostgres.temporary();
        try {
            postgres.createDatabase(DATABASE);
            try (Connection connection = postgres.connect(DATABASE)) {
                fill.fill(connection);
            }
            Map<String, String> all = new HashMap<>(Map.of(
                    "database-url", postgres.uri(DATABASE),
                    "data-dir", directory.resolve("data").toString(),
                    "port", Integer.toString(freePort()),
                    "auth", token == null ? "none" : "token",
                    "wait-limit", "60s"));
            if (token != null) {
                Path tokens = directory.resolve("tokens");
                Files.writeString(tokens, tokenLine);
                all.put("token-file", tokens.toString());
            }
            all.putAll(settings);
            running = new Running(directory, postgres, all);
            start();
        } catch (Exception | Error failed) {
            postgres.close();
            throw failed;
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        Running ended = running();
        try {
            stop();
        } finally {
            running = null;
            ended.postgres.close();
            Directories.delete(ended.directory);
        }
    }

    /** Ends the program as its user would, and returns when it has ended. The database stays. */
    public void stop() throws ExecutionException, InterruptedException, TimeoutException {
        ProgramThread program = running().program;
        if (program != null) {
            program.close();
        }
        running().program = null;
    }

    /** Starts it again where it stood, at the same address, and returns when it is ready. */
    public void start() throws ExecutionException, InterruptedException, TimeoutException {
        ProgramThread program = ProgramThread.start(running().settings);
        running().program = program;
        program.awaitReady();
    }

    /** To the captured database. */
    public Connection connect() throws SQLException {
        return running().postgres.connect(DATABASE);
    }

    /** Runs a statement and commits; what is asked next contains it. */
    public void commit(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + running().settings.get("port"));
    }

    /** Of the captured database, as {@code --database-url} takes it. */
    public String databaseUrl() {
        return running().postgres.uri(DATABASE);
    }

    /** What {@code --data-dir} says. */
    public Path home() {
        return running().directory.resolve("data");
    }

    /** Where its Kafka listens: {@code HOST:PORT}. */
    public String kafka() {
        return EmbeddedKafka.addressIn(home().resolve("kafka")).orElseThrow();
    }

    /** The answer as it is now. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base().resolve(path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The answer, which contains everything that has been committed. */
    public JsonNode json(String path) throws IOException, InterruptedException, SQLException {
        HttpResponse<String> response = get(path + (path.contains("?") ? "&" : "?") + "min_lsn=" + position());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(path + " answers " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /** Where the database's log ends. */
    private String position() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet position = statement.executeQuery("select pg_current_wal_insert_lsn()::text")) {
            position.next();
            return position.getString(1);
        }
    }

    private Running running() {
        return Objects.requireNonNull(running, "Register it as an extension: @RegisterExtension static final");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
