package ocs.pulse.settings;

import java.util.Locale;
import java.util.stream.Collectors;

/** The settings as a table in Markdown, made from the {@link Catalog}. */
public final class SettingsTable {
    private SettingsTable() {}

    public static String markdown() {
        StringBuilder table = new StringBuilder("| setting | default | commands | meaning |\n|---|---|---|---|\n");
        for (Setting<?> setting : Catalog.ALL) {
            table.append("| `")
                    .append(setting.name())
                    .append("` | ")
                    .append(setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`")
                    .append(" | ")
                    .append(commands(setting))
                    .append(" | ")
                    .append(setting.meaning().replace("|", "\\|"))
                    .append(" |\n");
        }
        return table.toString();
    }

    /** The exit codes as a table in Markdown. */
    public static String exitCodes() {
        StringBuilder table = new StringBuilder("| exit status | meaning |\n|---|---|\n");
        for (ExitCode code : ExitCode.values()) {
            table.append("| ")
                    .append(code.status())
                    .append(" | ")
                    .append(code.meaning())
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String commands(Setting<?> setting) {
        return setting.roles().stream()
                .sorted()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
