package ocs.pulse.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The values that hold for this run, each read and checked. */
public final class Settings {
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, String> texts;

    private Settings(Map<String, String> texts) {
        this.texts = Map.copyOf(texts);
        for (Setting<?> setting : Catalog.ALL) {
            values.put(setting.name(), read(setting));
        }
    }

    /** From texts by setting name, each known; what is absent takes its fallback. */
    public static Settings of(Map<String, String> texts) {
        return new Settings(texts);
    }

    @SuppressWarnings("unchecked") // put by the reader of the very same setting
    public <T> T get(Setting<T> setting) {
        return (T) Objects.requireNonNull(values.get(setting.name()));
    }

    /** Whether any source gave it. */
    public boolean given(Setting<?> setting) {
        return texts.containsKey(setting.name());
    }

    /** The value as it may be printed: secrets masked. */
    public String shown(Setting<?> setting) {
        return setting.shown().apply(text(setting));
    }

    /** What was given, one {@code name=value} a line, secrets masked. */
    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder();
        Catalog.ALL.stream().filter(this::given).forEach(setting -> lines.append(setting.name())
                .append('=')
                .append(shown(setting))
                .append('\n'));
        return lines.toString();
    }

    private Object read(Setting<?> setting) {
        try {
            return Objects.requireNonNull(setting.reader().apply(text(setting)));
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            throw new ProgramProblem(
                    ExitCode.USAGE,
                    "Setting " + setting.name() + " " + unreadable.getMessage() + ", not '" + shown(setting) + "'",
                    unreadable);
        }
    }

    private String text(Setting<?> setting) {
        return texts.getOrDefault(setting.name(), setting.fallback());
    }
}
