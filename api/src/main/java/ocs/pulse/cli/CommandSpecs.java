package ocs.pulse.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ocs.pulse.settings.Catalog;
import ocs.pulse.settings.Role;
import ocs.pulse.settings.Setting;
import ocs.pulse.settings.SettingSources;
import ocs.pulse.settings.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What commands have in common: help, and settings as flags. */
final class CommandSpecs {
    private static final String CONFIG = "--config";

    private CommandSpecs() {}

    /** A command with nothing but its help, so far. */
    static CommandSpec of(Command command, String name, String description) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(name);
        spec.usageMessage().description(description);
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Prints this help.")
                .build());
        return spec;
    }

    /** A command that takes the settings of a role as flags. */
    static CommandSpec withSettings(Command command, Role role, String description) {
        return withSettings(command, role, role.command(), description);
    }

    /** A command of another name that takes the settings of a role as flags. */
    static CommandSpec withSettings(Command command, Role role, String name, String description) {
        CommandSpec spec = of(command, name, description);
        spec.usageMessage()
                .footer(
                        "",
                        "Each setting is also a variable (--data-dir: PULSE_DATA_DIR) and a key of the properties",
                        "file (data-dir=...); a flag goes before a variable, a variable before the file.");
        spec.addOption(OptionSpec.builder(CONFIG)
                .type(Path.class)
                .paramLabel("FILE")
                .description("A properties file with settings.")
                .build());
        for (Setting<?> setting : Catalog.of(role)) {
            String fallback = setting.fallback().isEmpty() ? "" : " (default " + setting.fallback() + ")";
            OptionSpec.Builder option = OptionSpec.builder(setting.flag())
                    .type(String.class)
                    .paramLabel(setting.label())
                    .description((setting.meaning() + fallback + ".").replace("%", "%%"));
            if (setting.label().equals(Catalog.RESNAPSHOT.label())) {
                option.arity("0..1").fallbackValue("yes");
            }
            spec.addOption(option.build());
        }
        return spec;
    }

    /** The settings that such a command was given, with those of the environment and of the properties file. */
    static Settings settings(Role role, ParseResult parsed, Console console) {
        Map<String, String> flags = new HashMap<>();
        for (Setting<?> setting : Catalog.of(role)) {
            @Nullable String value = parsed.matchedOptionValue(setting.flag(), null);
            if (value != null) {
                flags.put(setting.name(), value);
            }
        }
        @Nullable Path config = parsed.matchedOptionValue(CONFIG, null);
        return SettingSources.read(flags, console.variables(), Optional.ofNullable(config));
    }
}
