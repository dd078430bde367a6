package ocs.pulse.settings;

import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import ocs.pulse.source.Heartbeat;

/** Every setting there is. The table in the README is made from this list. */
public final class Catalog {
    private static final UnaryOperator<String> OPEN = UnaryOperator.identity();

    private static final Set<Role> CLUSTERED = Set.of(Role.RUN, Role.SERVE);

    public static final Setting<Optional<String>> DATABASE_URL = new Setting<>(
            "database-url",
            Role.OF_A_DATABASE,
            "URL",
            "",
            "The Open Chat Studio database to capture: postgresql://USER:PASSWORD@HOST:PORT/DATABASE",
            Values::withoutPassword,
            Values.optional(Values::postgresUrl));

    public static final Setting<Optional<String>> DATABASE_PASSWORD = new Setting<>(
            "database-password",
            Set.of(),
            "PASSWORD",
            "",
            "The database password, where the URL has none; a variable or a line of the properties file, never a flag",
            password -> "****",
            Values.optional(Values::text));

    public static final Setting<Optional<Path>> DATABASE_PASSWORD_FILE = open(
            "database-password-file",
            Role.WITH_OWN_DATABASE,
            "FILE",
            "",
            "A file that holds the database password; without it, PGPASSFILE or ~/.pgpass is looked at",
            Values.optional(Values::path));

    public static final Setting<String> PUBLICATION = open(
            "publication",
            Role.WITH_OWN_DATABASE,
            "NAME",
            "pulse",
            "The publication that says which tables and columns leave the database",
            Values::text);

    public static final Setting<String> SLOT = open(
            "slot",
            Role.WITH_OWN_DATABASE,
            "NAME",
            "pulse",
            "The replication slot that remembers how far capture has come",
            Values::text);

    public static final Setting<Duration> HEARTBEAT_INTERVAL = open(
            "heartbeat-interval",
            Role.OF_A_HEARTBEAT,
            "TIME",
            "250ms",
            "How often the heartbeat row is written, so that quiet teams' positions move",
            Values.duration(Duration.ofMillis(50)));

    public static final Setting<Heartbeat> HEARTBEAT = open(
            "heartbeat",
            Role.WITH_OWN_DATABASE,
            "table|message",
            "table",
            "What the heartbeat is: a row of a table of our own, or a logical message where no table is allowed",
            Values.choice(Heartbeat.class));

    public static final Setting<WholeRows> WHOLE_ROWS = open(
            "whole-rows",
            Role.WITH_OWN_DATABASE,
            "stop|accept",
            "stop",
            "On Postgres 14, which has no column lists: whether whole rows, message text too, may leave the database",
            Values.choice(WholeRows.class));

    public static final Setting<Boolean> RESNAPSHOT = open(
            "resnapshot",
            Set.of(Role.RUN, Role.CAPTURE),
            "yes|no",
            "no",
            "Once, as a flag: forget slot and position and take a new snapshot, the way back when changes are missing",
            Values::yesNo);

    public static final Setting<Optional<String>> KAFKA = open(
            "kafka",
            Role.OF_A_CLUSTER,
            "HOST:PORT",
            "",
            "The Kafka cluster; without it, run starts a broker of its own in the process",
            Values.optional(Values::servers));

    public static final Setting<Optional<URI>> CONNECT_URL = new Setting<>(
            "connect-url",
            Set.of(Role.CONNECTOR),
            "URL",
            "",
            "Where a Kafka Connect worker listens, http(s)://[USER:PASSWORD@]HOST:PORT, for capture by a connector",
            Values::withoutPassword,
            Values.optional(Values::connectUrl));

    public static final Setting<Optional<Path>> CONNECT_CA = open(
            "connect-ca",
            Set.of(Role.CONNECTOR),
            "FILE",
            "",
            "A PEM file of the certificates to trust at the https:// of connect-url; without it, those that Java trusts",
            Values.optional(Values::path));

    public static final Setting<String> CONNECT_NAME = open(
            "connect-name",
            Set.of(Role.CONNECTOR),
            "NAME",
            "pulse",
            "The connector's name in Kafka Connect",
            Values::text);

    public static final Setting<String> CONNECT_PASSWORD = open(
            "connect-password",
            Set.of(Role.CONNECTOR),
            "REFERENCE",
            "${env:PULSE_DATABASE_PASSWORD}",
            "How a Connect worker finds the database password: a reference to one of its config providers",
            Values::reference);

    public static final Setting<Duration> RETENTION = open(
            "retention",
            Set.of(Role.DEMO, Role.RUN, Role.CAPTURE, Role.CONNECTOR),
            "TIME",
            "7d",
            "How long the topic of changes keeps them, so that erased persons leave the log",
            Values.duration(Duration.ofHours(1)));

    public static final Setting<Integer> PARTITIONS = open(
            "partitions",
            Role.SERVING,
            "NUMBER",
            "4",
            "Into how many partitions the teams are divided; fixed by the first start",
            Values.number(1, 1024));

    public static final Setting<Optional<Integer>> REPLICATION_FACTOR = open(
            "replication-factor",
            Set.of(Role.RUN, Role.CAPTURE, Role.SERVE, Role.CONNECTOR),
            "NUMBER",
            "",
            "On how many brokers each topic that is made is kept; without it, as the brokers have it",
            Values.optional(Values.number(1, 100)));

    public static final Setting<Integer> STANDBYS = open(
            "standbys",
            CLUSTERED,
            "NUMBER",
            "0",
            "How many other instances keep a copy of each store, to answer and to take over",
            Values.number(0, 10));

    public static final Setting<Duration> STANDBY_LAG = open(
            "standby-lag",
            CLUSTERED,
            "TIME",
            "1m",
            "How old the newest watermark of a standby may be for it to answer",
            Values.duration(Duration.ofSeconds(1)));

    public static final Setting<Optional<String>> ADVERTISE = open(
            "advertise",
            CLUSTERED,
            "HOST:PORT",
            "",
            "Where the other instances reach the HTTP of this one; without it, it stands alone",
            Values.optional(Values::server));

    public static final Setting<Optional<String>> PEER_SECRET = new Setting<>(
            "peer-secret",
            CLUSTERED,
            "SECRET",
            "",
            "What instances prove to each other that they are; the same for all, at least 16 characters",
            text -> text.isEmpty() ? "" : "****",
            Values.optional(Values.secret(16)));

    public static final Setting<Duration> PEER_DEADLINE = open(
            "peer-deadline",
            CLUSTERED,
            "TIME",
            "10s",
            "How long another instance may take for an answer, on top of wait-limit",
            Values.duration(Duration.ofMillis(100)));

    public static final Setting<Path> DATA_DIR = open(
            "data-dir",
            Role.ALL,
            "DIRECTORY",
            "./pulse-data",
            "Where everything is kept that must survive a restart",
            Values::path);

    public static final Setting<Duration> STATE_COMMIT_INTERVAL = open(
            "state-commit-interval",
            Role.SERVING,
            "TIME",
            "30ms",
            "How soon after one commit of the stages there may be another; behind the log they commit every half second",
            Values.duration(Duration.ofMillis(10)));

    public static final Setting<Integer> STREAM_THREADS = open(
            "stream-threads", Role.SERVING, "NUMBER", "2", "How many threads the stages run on", Values.number(1, 64));

    public static final Setting<Long> STORE_MEMORY = open(
            "store-memory",
            Role.SERVING,
            "SIZE",
            "256MB",
            "The most that RocksDB's block cache and write buffers take together",
            Values.bytes(32L << 20));

    public static final Setting<Long> VIEW_MEMORY = open(
            "view-memory",
            Role.SERVING,
            "SIZE",
            "512MB",
            "The most that the team views take; above it the longest unused is dropped, and half of it at most is filled before anybody asks",
            Values.bytes(16L << 20));

    public static final Setting<String> HOST =
            open("host", Role.STAYING, "ADDRESS", "127.0.0.1", "The address that HTTP listens on", Values::text);

    public static final Setting<Integer> PORT = open(
            "port",
            Role.SERVING,
            "NUMBER",
            "8080",
            "The port that HTTP listens on; 0 for any",
            Values.number(0, 65535));

    public static final Setting<Optional<Integer>> STATUS_PORT = open(
            "status-port",
            Set.of(Role.CAPTURE),
            "NUMBER",
            "",
            "The port on which capture alone tells its health and metrics by HTTP, 0 for any; without it, on none",
            Values.optional(Values.number(0, 65535)));

    public static final Setting<AuthMode> AUTH = open(
            "auth",
            Role.SERVING,
            "token|none",
            "token",
            "Who may ask: the bearers of tokens, or (on a loopback address only) anybody",
            Values.choice(AuthMode.class));

    public static final Setting<Optional<Path>> TOKEN_FILE = open(
            "token-file",
            Role.WITH_TOKENS,
            "FILE",
            "",
            "The tokens that pulse token makes and revokes; else tokens in the data directory",
            Values.optional(Values::path));

    public static final Setting<Optional<Path>> JWT_SECRET_FILE = open(
            "jwt-secret-file",
            Role.SERVING,
            "FILE",
            "",
            "The secret (32 bytes or more) that a login shares with this program to sign JWTs with HS256",
            Values.optional(Values::path));

    public static final Setting<Optional<URL>> JWT_KEY_SET = open(
            "jwt-key-set",
            Role.SERVING,
            "URL",
            "",
            "Where a login publishes the keys (JWKS) of the JWTs that it signs with RS256 or ES256",
            Values.optional(Values::httpUrl));

    public static final Setting<Optional<String>> JWT_ISSUER = open(
            "jwt-issuer",
            Role.SERVING,
            "NAME",
            "",
            "What the JWTs' iss says; needed with a secret or a key set",
            Values.optional(Values::text));

    public static final Setting<String> JWT_AUDIENCE =
            open("jwt-audience", Role.SERVING, "NAME", "ocs-pulse", "What the JWTs' aud has to name", Values::text);

    public static final Setting<Duration> SESSION_LIFETIME = open(
            "session-lifetime",
            Role.SERVING,
            "TIME",
            "12h",
            "How long a browser's session lasts; never longer than its token",
            Values.duration(Duration.ofMinutes(1)));

    public static final Setting<Optional<Path>> SESSION_KEY_FILE = open(
            "session-key-file",
            Role.SERVING,
            "FILE",
            "",
            "The key of browsers' sessions, 32 bytes in base64, that several instances share; else one is made",
            Values.optional(Values::path));

    public static final Setting<Optional<Path>> TLS_CERTIFICATE = open(
            "tls-certificate",
            Role.SERVING,
            "FILE",
            "",
            "Serves HTTPS with this PEM certificate and those below it; a renewed file is taken up by itself",
            Values.optional(Values::path));

    public static final Setting<Optional<Path>> TLS_KEY = open(
            "tls-key",
            Role.SERVING,
            "FILE",
            "",
            "The key of the certificate: PEM, PKCS #8, without a passphrase",
            Values.optional(Values::path));

    public static final Setting<List<String>> CORS_ORIGINS = open(
            "cors-origins",
            Role.SERVING,
            "ORIGINS",
            "",
            "Other sites whose pages may ask with a bearer token: https://HOST, several with commas between",
            Values::origins);

    public static final Setting<Optional<String>> EXPERIMENT_URL = open(
            "experiment-url",
            Role.SERVING,
            "TEMPLATE",
            "",
            "Where a chatbot's page is, to be put into answers: /a/{team}/chatbots/{id}/",
            Values.optional(Values::template));

    public static final Setting<Optional<String>> PARTICIPANT_URL = open(
            "participant-url",
            Role.SERVING,
            "TEMPLATE",
            "",
            "Where a participant's page is, to be put into answers: /a/{team}/participants/{id}",
            Values.optional(Values::template));

    public static final Setting<LogFormat> LOG_FORMAT = open(
            "log-format",
            Role.STAYING,
            "lines|json",
            "lines",
            "How the log is written: to be read, or one JSON object a line",
            Values.choice(LogFormat.class));

    public static final Setting<Integer> CALLER_RATE = open(
            "caller-rate",
            Role.SERVING,
            "NUMBER",
            "10000",
            "How many requests a second each caller may send, twice as many after a rest; more is a 429",
            Values.number(1, 1_000_000));

    public static final Setting<Integer> CALLER_CONCURRENCY = open(
            "caller-concurrency",
            Role.SERVING,
            "NUMBER",
            "512",
            "How many requests of one caller are answered at the same time; more is a 429",
            Values.number(1, 10_000));

    public static final Setting<Optional<String>> CLIENT_ADDRESS_HEADER = open(
            "client-address-header",
            Role.SERVING,
            "NAME",
            "",
            "Header in which the proxy gives a client's address, such as X-Real-IP; only behind one that sets it",
            Values.optional(Values::header));

    public static final Setting<Duration> QUESTION_LIMIT = open(
            "question-limit",
            Role.SERVING,
            "TIME",
            "10s",
            "How long one answer may take before it is given up with a 503",
            Values.duration(Duration.ofMillis(100)));

    public static final Setting<Duration> WAIT_LIMIT = open(
            "wait-limit",
            Role.SERVING,
            "TIME",
            "5s",
            "How long a request with min_lsn waits before it is given up",
            Values.duration(Duration.ofMillis(100)));

    public static final Setting<Duration> STREAM_HEARTBEAT = open(
            "stream-heartbeat",
            Role.SERVING,
            "TIME",
            "3s",
            "How often an event stream is sent a heartbeat, by which clients that left are found out too",
            Values.duration(Duration.ofMillis(100)));

    public static final Setting<Integer> STREAMS_PER_CALLER = open(
            "streams-per-caller",
            Role.SERVING,
            "NUMBER",
            "1500",
            "How many event streams one caller may have open",
            Values.number(1, 100_000));

    public static final Setting<Integer> STREAMS_PER_TEAM = open(
            "streams-per-team",
            Role.SERVING,
            "NUMBER",
            "3000",
            "How many event streams may be open about one team",
            Values.number(1, 100_000));

    public static final Setting<Duration> LAG_LIMIT = open(
            "lag-limit",
            Role.STAYING,
            "TIME",
            "30s",
            "How old the newest watermark may be before /health/ready says not ready",
            Values.duration(Duration.ofSeconds(1)));

    public static final Setting<String> URL = open(
            "url",
            Set.of(Role.VERIFY),
            "URL",
            "http://127.0.0.1:8080",
            "The running ocs-pulse that is asked",
            Values::webAddress);

    public static final Setting<Optional<String>> TOKEN = new Setting<>(
            "token",
            Set.of(Role.VERIFY),
            "TOKEN",
            "",
            "The token that it lets in; else that of the program in the data directory. Better as PULSE_TOKEN than as a flag",
            text -> text.isEmpty() ? "" : "****",
            Values.optional(Values::text));

    public static final Setting<Duration> STATEMENT_TIMEOUT = open(
            "statement-timeout",
            Set.of(Role.VERIFY),
            "TIME",
            "60s",
            "How long one statement may take on the source database; what takes longer is undecided",
            Values.duration(Duration.ofMillis(100)));

    public static final Setting<Double> RATE = open(
            "rate",
            Set.of(Role.DEMO),
            "NUMBER",
            "5",
            "How many conversation turns a second the sample traffic makes; 0 for none",
            Values.rate(10_000));

    /** In the order of the data, from the database to the reader. */
    public static final List<Setting<?>> ALL = List.of(
            DATABASE_URL,
            DATABASE_PASSWORD,
            DATABASE_PASSWORD_FILE,
            PUBLICATION,
            SLOT,
            HEARTBEAT,
            HEARTBEAT_INTERVAL,
            WHOLE_ROWS,
            RESNAPSHOT,
            KAFKA,
            CONNECT_URL,
            CONNECT_CA,
            CONNECT_NAME,
            CONNECT_PASSWORD,
            RETENTION,
            PARTITIONS,
            REPLICATION_FACTOR,
            STANDBYS,
            STANDBY_LAG,
            ADVERTISE,
            PEER_SECRET,
            PEER_DEADLINE,
            DATA_DIR,
            STATE_COMMIT_INTERVAL,
            STREAM_THREADS,
            STORE_MEMORY,
            VIEW_MEMORY,
            HOST,
            PORT,
            STATUS_PORT,
            AUTH,
            TOKEN_FILE,
            JWT_SECRET_FILE,
            JWT_KEY_SET,
            JWT_ISSUER,
            JWT_AUDIENCE,
            SESSION_LIFETIME,
            SESSION_KEY_FILE,
            TLS_CERTIFICATE,
            TLS_KEY,
            CORS_ORIGINS,
            EXPERIMENT_URL,
            PARTICIPANT_URL,
            CALLER_RATE,
            CALLER_CONCURRENCY,
            CLIENT_ADDRESS_HEADER,
            QUESTION_LIMIT,
            WAIT_LIMIT,
            STREAM_HEARTBEAT,
            STREAMS_PER_CALLER,
            STREAMS_PER_TEAM,
            LAG_LIMIT,
            URL,
            TOKEN,
            STATEMENT_TIMEOUT,
            LOG_FORMAT,
            RATE);

    private Catalog() {}

    /** The settings that a command takes as flags. */
    public static List<Setting<?>> of(Role role) {
        return ALL.stream().filter(setting -> setting.roles().contains(role)).toList();
    }

    /** Where the tokens are, whether or not they are there yet. */
    public static Path tokenFile(Settings settings) {
        return settings.get(TOKEN_FILE).orElseGet(() -> settings.get(DATA_DIR).resolve("tokens"));
    }

    private static <T> Setting<T> open(
            String name,
            Set<Role> roles,
            String label,
            String fallback,
            String meaning,
            java.util.function.Function<String, T> reader) {
        return new Setting<>(name, roles, label, fallback, meaning, OPEN, reader);
    }
}
