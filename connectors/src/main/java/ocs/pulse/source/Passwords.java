package ocs.pulse.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbcurlresolver.PgPassParser;

/**
 * Where a database password comes from when the address has none: a file of its own (as container platforms mount
 * secrets), else the password file of Postgres ({@code PGPASSFILE} or {@code ~/.pgpass}).
 */
public final class Passwords {
    private Passwords() {}

    /** The address with its password. A {@link SourceProblem} if the file cannot be read. */
    public static SourceAddress fill(SourceAddress address, Optional<String> password, Optional<Path> file) {
        if (!address.password().isEmpty()) {
            return address;
        }
        if (password.isPresent()) {
            return address.withPassword(password.get());
        }
        if (file.isPresent()) {
            return address.withPassword(read(file.get()));
        }
        @Nullable
        String found = PgPassParser.getPassword(
                address.host(), Integer.toString(address.port()), address.database(), address.user());
        return found == null ? address : address.withPassword(found);
    }

    private static String read(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.replaceFirst("\\R\\z", "");
        } catch (IOException unreadable) {
            throw new SourceProblem(
                    SourceProblem.Reason.PASSWORD,
                    "The password file " + file + " cannot be read ("
                            + unreadable.getClass().getSimpleName() + "): check the path and its rights",
                    null,
                    unreadable);
        }
    }
}
