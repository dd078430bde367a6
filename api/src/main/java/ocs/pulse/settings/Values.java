package ocs.pulse.settings;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Readers of the settings' texts. A text that is no such value is an IllegalArgumentException that says what is. */
final class Values {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,12})\\s*([a-zA-Z]+)");
    private static final Pattern SERVER = Pattern.compile("[^\\s,/]+:\\d{1,5}");
    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.-]+(:\\d{1,5})?");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Long> BYTES =
            Map.of("KB", 1L << 10, "KIB", 1L << 10, "MB", 1L << 20, "MIB", 1L << 20, "GB", 1L << 30, "GIB", 1L << 30);

    private Values() {}

    static String text(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("takes a text that is not empty");
        }
        return text;
    }

    /** The empty text stands for nothing. */
    static <T> Function<String, Optional<T>> optional(Function<String, T> reader) {
        return text -> text.isBlank() ? Optional.empty() : Optional.of(reader.apply(text));
    }

    static Path path(String text) {
        try {
            return Path.of(text(text));
        } catch (InvalidPathException noPath) {
            throw new IllegalArgumentException("takes a path: " + noPath.getReason(), noPath);
        }
    }

    static Function<String, Integer> number(int least, int most) {
        return text -> {
            long number = parse(text, "takes a whole number from " + least + " to " + most);
            if (number < least || number > most) {
                throw new IllegalArgumentException("takes a whole number from " + least + " to " + most);
            }
            return (int) number;
        };
    }

    static Function<String, Double> rate(double most) {
        return text -> {
            String wanted = "takes a number from 0 to " + (long) most;
            try {
                double rate = Double.parseDouble(text.strip());
                if (rate >= 0 && rate <= most) {
                    return rate;
                }
            } catch (NumberFormatException notANumber) {
                throw new IllegalArgumentException(wanted, notANumber);
            }
            throw new IllegalArgumentException(wanted);
        };
    }

    static Function<String, Duration> duration(Duration least) {
        return text -> {
            String wanted = "takes a time such as 250ms, 10s, 5m, 12h or 7d, at least " + text(least);
            long millis = amount(text, MILLIS, false, wanted);
            if (millis < least.toMillis()) {
                throw new IllegalArgumentException(wanted);
            }
            return Duration.ofMillis(millis);
        };
    }

    static Function<String, Long> bytes(long least) {
        return text -> {
            String wanted = "takes a size such as 64MB or 2GB, at least " + (least >> 20) + "MB";
            long bytes = amount(text, BYTES, true, wanted);
            if (bytes < least) {
                throw new IllegalArgumentException(wanted);
            }
            return bytes;
        };
    }

    static <E extends Enum<E>> Function<String, E> choice(Class<E> choices) {
        return text -> Arrays.stream(choices.getEnumConstants())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("takes one of " + names(choices)));
    }

    /** A secret that stands elsewhere: {@code ${provider:key}} or {@code ${provider:path:key}}. */
    static String reference(String text) {
        if (!text.matches("\\$\\{[^{}:]+:[^{}]+}")) {
            throw new IllegalArgumentException("takes a reference such as ${env:NAME} or ${file:/path:key}");
        }
        return text;
    }

    /** {@code http://[USER:PASSWORD@]HOST:PORT}. */
    static URI connectUrl(String text) {
        if (!text.strip().matches("https?://([^\\s/?#@]+@)?[^\\s/?#@]+/?")) {
            throw new IllegalArgumentException("takes http://[USER:PASSWORD@]HOST:PORT");
        }
        return URI.create(text.strip());
    }

    static Boolean yesNo(String text) {
        return switch (text.strip()) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw new IllegalArgumentException("takes yes or no");
        };
    }

    /** {@code HOST:PORT}, or several of them with commas between. */
    static String servers(String text) {
        for (String server : text(text).split(",", -1)) {
            if (!SERVER.matcher(server.strip()).matches()) {
                throw new IllegalArgumentException("takes HOST:PORT, or several with commas between");
            }
        }
        return text;
    }

    /** One {@code HOST:PORT}. */
    static String server(String text) {
        if (!SERVER.matcher(text.strip()).matches()) {
            throw new IllegalArgumentException("takes HOST:PORT");
        }
        return text.strip();
    }

    static Function<String, String> secret(int least) {
        return text -> {
            if (text.strip().length() < least) {
                throw new IllegalArgumentException("takes at least " + least + " characters");
            }
            return text.strip();
        };
    }

    /** {@code https://HOST}, or several of them with commas between; nothing for none. */
    static List<String> origins(String text) {
        List<String> origins = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
        if (!origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            throw new IllegalArgumentException("takes https://HOST, or several with commas between");
        }
        return origins;
    }

    static String header(String text) {
        if (!text.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException("takes the name of a header, such as X-Real-IP");
        }
        return text;
    }

    /** An address with the places {@code {team}} and {@code {id}}; of this site, or of one by HTTP. */
    static String template(String text) {
        boolean placed = text.contains("{team}") && text.contains("{id}");
        if (!placed || !text.matches("(/|https?://)[^\\s\"'<>]*")) {
            throw new IllegalArgumentException(
                    "takes an address with {team} and {id} in it, such as /a/{team}/chatbots/{id}/");
        }
        return text;
    }

    static String postgresUrl(String text) {
        if (!text.startsWith("postgresql://") && !text.startsWith("postgres://")) {
            throw new IllegalArgumentException("takes postgresql://USER:PASSWORD@HOST:PORT/DATABASE");
        }
        return text;
    }

    /** {@code http://HOST:PORT} without anything behind it. */
    static String webAddress(String text) {
        if (!text.matches("https?://[^\\s/?#@]+/?")) {
            throw new IllegalArgumentException("takes http://HOST:PORT");
        }
        return text;
    }

    /** Nothing that is fetched unsealed from another machine. */
    static URL httpUrl(String text) {
        String wanted = "takes an address such as https://login.example/jwks.json (http only of this machine)";
        try {
            URI uri = new URI(text(text));
            boolean local = "localhost".equals(uri.getHost()) || "127.0.0.1".equals(uri.getHost());
            if ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && local) {
                return uri.toURL();
            }
        } catch (URISyntaxException | MalformedURLException | IllegalArgumentException noUrl) {
            throw new IllegalArgumentException(wanted, noUrl);
        }
        throw new IllegalArgumentException(wanted);
    }

    /** The password of {@code scheme://user:password@host} and of {@code ?password=} made unreadable. */
    static String withoutPassword(String url) {
        return url.replaceAll("(?<=://)([^/@:]*):[^/]*(?=@)", "$1:****").replaceAll("(?i)(password=)[^&]*", "$1****");
    }

    private static long amount(String text, Map<String, Long> units, boolean upper, String wanted) {
        Matcher matcher = AMOUNT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(wanted);
        }
        String unit = upper ? matcher.group(2).toUpperCase(Locale.ROOT) : matcher.group(2);
        Long factor = units.get(unit);
        if (factor == null) {
            throw new IllegalArgumentException(wanted);
        }
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), factor);
    }

    private static long parse(String text, String wanted) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(wanted, notANumber);
        }
    }

    private static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    private static <E extends Enum<E>> String names(Class<E> choices) {
        List<String> names = Arrays.stream(choices.getEnumConstants())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .toList();
        return String.join(", ", names);
    }
}
