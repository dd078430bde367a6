package ocs.pulse.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;

/** The one token of a program on a loopback address: made by the first start, kept in the data directory. */
public final class LocalToken {
    /** In the data directory; a token file of one line. */
    public static final String FILE = "token";

    private LocalToken() {}

    /** The token of this data directory, which exists. */
    public static String of(Path dataDirectory) {
        Path file = dataDirectory.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                SecretFile.write(file, Tokens.random() + " local *\n");
            }
            return Files.readString(file, StandardCharsets.UTF_8).split("\\s", 2)[0];
        } catch (IOException unwritable) {
            throw new ProgramProblem(
                    ExitCode.DATA_DIRECTORY, "Token " + file + " cannot be kept: " + unwritable, unwritable);
        }
    }
}
