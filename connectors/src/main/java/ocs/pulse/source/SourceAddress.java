package ocs.pulse.source;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the database is and who asks: {@code postgresql://USER:PASSWORD@HOST[:PORT]/DB[?sslmode=..]}, each part
 * percent-encoded where it needs to be.
 *
 * @param options the driver's settings after the question mark
 */
public record SourceAddress(
        String host, int port, String database, String user, String password, Map<String, String> options) {
    private static final Pattern FORM = Pattern.compile(
            "postgres(?:ql)?://([^:@/?]+)(?::([^@/?]*))?@(\\[[^]]+]|[^:/?@]+)(?::(\\d{1,5}))?/([^/?]+)(?:\\?(.*))?");
    private static final Set<String> OPTIONS = Set.of("sslmode", "sslrootcert", "sslcert", "sslkey");
    private static final String HELP = "expected postgresql://USER:PASSWORD@HOST[:PORT]/DATABASE[?sslmode=require]"
            + " (percent-encode special characters, @ is %40)";

    public SourceAddress {
        options = Map.copyOf(options);
    }

    /** An address without options. */
    public static SourceAddress of(String host, int port, String database, String user, String password) {
        return new SourceAddress(host, port, database, user, password, Map.of());
    }

    /** Reads the text form; a {@link SourceProblem} that does not repeat the text, as it may hold a password. */
    public static SourceAddress parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw problem("is not understood");
        }
        String password = parts.group(2) == null ? "" : parts.group(2);
        int port = parts.group(4) == null ? 5432 : Integer.parseInt(parts.group(4));
        if (port < 1 || port > 65_535) {
            throw problem("names port " + port);
        }
        return new SourceAddress(
                parts.group(3),
                port,
                decoded(parts.group(5)),
                decoded(parts.group(1)),
                decoded(password),
                options(parts.group(6) == null ? "" : parts.group(6)));
    }

    private static Map<String, String> options(String query) {
        Map<String, String> options = new TreeMap<>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (equals < 0 || !OPTIONS.contains(name)) {
                throw problem("has the option '" + name + "'; known are "
                        + String.join(", ", new java.util.TreeSet<>(OPTIONS)));
            }
            options.put(name, decoded(pair.substring(equals + 1)));
        }
        return options;
    }

    /** Percent-decodes; a plus sign stays a plus sign. */
    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw problem("has a broken percent-encoding");
        }
    }

    private static SourceProblem problem(String what) {
        return new SourceProblem(SourceProblem.Reason.ADDRESS, "The database address " + what + ": " + HELP);
    }

    /** With those of the driver's settings that stand among others behind a prefix. */
    public SourceAddress withOptionsAmong(Map<String, String> settings, String prefix) {
        Map<String, String> found = new TreeMap<>();
        for (String option : OPTIONS) {
            String value = settings.get(prefix + option);
            if (value != null) {
                found.put(option, value);
            }
        }
        return new SourceAddress(host, port, database, user, password, found);
    }

    public SourceAddress withPassword(String other) {
        return new SourceAddress(host, port, database, user, other, options);
    }

    /** Host and port as messages name them. */
    public String server() {
        return host + ":" + port;
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/"
                + java.net.URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Everything else that the driver needs to know, with bounded waits. */
    public Properties jdbcProperties() {
        Properties properties = new Properties();
        properties.putAll(options);
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("loginTimeout", "15");
        properties.setProperty("ApplicationName", "ocs-pulse");
        return properties;
    }

    /** The password masked. */
    @Override
    public String toString() {
        return "postgresql://" + user + ":***@" + server() + "/" + database;
    }
}
