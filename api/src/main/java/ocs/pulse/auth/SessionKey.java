package ocs.pulse.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;

/** The key that sessions are sealed with: 32 bytes as base64 without padding, the same file for every instance. */
public final class SessionKey {
    /** In the data directory, where no other file is named; made by the first start. */
    public static final String FILE = "session-key";

    private static final int BYTES = 32;

    private SessionKey() {}

    /** @param shared the file that several instances have in common; the data directory exists */
    public static byte[] of(Optional<Path> shared, Path dataDirectory) {
        Path file = shared.orElse(dataDirectory.resolve(FILE));
        try {
            if (shared.isEmpty() && !Files.exists(file)) {
                SecretFile.write(file, SecretFile.random(BYTES) + "\n");
            }
            return decoded(Files.readString(file, StandardCharsets.UTF_8).strip(), file);
        } catch (IOException failed) {
            throw new ProgramProblem(
                    ExitCode.USAGE, "Session key file " + file + " cannot be read or made: " + failed, failed);
        }
    }

    /** A key for a program that ends with its process. */
    public static byte[] random() {
        return Base64.getUrlDecoder().decode(SecretFile.random(BYTES));
    }

    private static byte[] decoded(String text, Path file) {
        try {
            byte[] key = Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
            if (key.length == BYTES) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            throw wrong(file);
        }
        throw wrong(file);
    }

    private static ProgramProblem wrong(Path file) {
        return new ProgramProblem(
                ExitCode.USAGE,
                "Session key file " + file + " takes 32 random bytes in base64: head -c32 /dev/urandom | base64");
    }
}
