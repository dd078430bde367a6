package ocs.pulse.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Asks before anything is removed, unless {@code --yes} says that it is meant. */
final class Consent {
    private static final String YES = "--yes";

    private Consent() {}

    static OptionSpec option() {
        return OptionSpec.builder(YES)
                .type(boolean.class)
                .description("Does not ask.")
                .build();
    }

    /** Whether what has just been printed may be removed; says so where not. */
    static boolean given(ParseResult parsed, Console console) {
        if (parsed.matchedOptionValue(YES, false) || agreed(console)) {
            return true;
        }
        console.out().println("Nothing was removed.");
        return false;
    }

    private static boolean agreed(Console console) {
        console.out().print("Type yes to remove this: ");
        console.out().flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8)).readLine();
            return answer != null && answer.strip().equals("yes");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
