package ocs.pulse.cli;

import java.util.Locale;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** For whom a command prints. */
enum Output {
    /** For people. */
    TABLE,
    /** For machines. */
    JSON;

    private static final String OPTION = "--output";

    static OptionSpec option() {
        return OptionSpec.builder(OPTION)
                .type(Output.class)
                .paramLabel("table|json")
                .defaultValue("table")
                .converters(text -> valueOf(text.toUpperCase(Locale.ROOT)))
                .description("For people (table, the default) or for machines (json).")
                .build();
    }

    static Output of(ParseResult parsed) {
        return parsed.matchedOptionValue(OPTION, TABLE);
    }
}
