package ocs.pulse.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** Where settings come from: flags before variables before the properties file. An unknown one is an error. */
public final class SettingSources {
    /** Names the properties file, as {@code --config} does. */
    public static final String CONFIG_VARIABLE = "PULSE_CONFIG";

    private static final String PREFIX = "PULSE_";
    private static final Map<String, Setting<?>> BY_NAME =
            Catalog.ALL.stream().collect(Collectors.toUnmodifiableMap(Setting::name, setting -> setting));

    private SettingSources() {}

    /**
     * @param flags by setting name
     * @param variables the whole environment; what does not begin with PULSE_ is not looked at
     * @param config the properties file that a flag named
     */
    public static Settings read(Map<String, String> flags, Map<String, String> variables, Optional<Path> config) {
        Map<String, String> texts = new HashMap<>();
        config.or(() -> Optional.ofNullable(variables.get(CONFIG_VARIABLE)).map(Path::of))
                .ifPresent(file -> texts.putAll(ofFile(file)));
        texts.putAll(ofVariables(variables));
        flags.forEach((name, value) -> texts.put(known(name, "Setting " + name), value));
        return Settings.of(texts);
    }

    private static Map<String, String> ofVariables(Map<String, String> variables) {
        Map<String, String> texts = new HashMap<>();
        variables.forEach((variable, value) -> {
            if (variable.startsWith(PREFIX) && !variable.equals(CONFIG_VARIABLE)) {
                String name = variable.substring(PREFIX.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
                texts.put(known(name, "Variable " + variable), value);
            }
        });
        return texts;
    }

    private static Map<String, String> ofFile(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new ProgramProblem(
                    ExitCode.USAGE, "Properties file " + file + " cannot be read: " + unreadable, unreadable);
        }
        Map<String, String> texts = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            texts.put(known(name, "Setting " + name + " in " + file), properties.getProperty(name));
        }
        return texts;
    }

    private static String known(String name, String naming) {
        Setting<?> setting = BY_NAME.get(name);
        if (setting == null) {
            throw new ProgramProblem(
                    ExitCode.USAGE, naming + " is unknown; did you mean " + nearest(name) + "? See: pulse settings");
        }
        return setting.name();
    }

    /** The known name that the fewest insertions, deletions and replacements lead to. */
    public static String nearest(String name) {
        return BY_NAME.keySet().stream()
                .min(Comparator.comparingInt((String known) -> distance(name, known))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private static int distance(String one, String other) {
        int[] previous = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] current = new int[other.length() + 1];
            current[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                int replaced = previous[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
