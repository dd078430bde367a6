package ocs.pulse.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;

/** The one token of a program on a loopback address: made by the first start, kept in the data directory. */
public final class LocalToken {
    /** In the data directory; a token file of one line. */
    public static final String FILE = "token";

    private static final int BYTES = 24;

    private LocalToken() {}

    /** The token of this data directory, which exists. */
    public static String of(Path dataDirectory) {
        Path file = dataDirectory.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                write(file);
            }
            return Files.readString(file, StandardCharsets.UTF_8).split("\\s", 2)[0];
        } catch (IOException unwritable) {
            throw new ProgramProblem(
                    ExitCode.DATA_DIRECTORY, "Token " + file + " cannot be kept: " + unwritable, unwritable);
        }
    }

    /** Complete under another name before it gets its own, so that a start cut short leaves no half token. */
    private static void write(Path file) throws IOException {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Path draft = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, token + " local *\n", StandardCharsets.UTF_8);
        Files.move(draft, file);
    }
}
