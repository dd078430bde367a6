package ocs.pulse.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import ocs.pulse.settings.ProgramProblem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of a file as it is now: a token that is made or revoked counts a second later, without a restart. A file that
 * can no longer be read changes nothing but the log; one that has become empty lets nobody in.
 */
public final class WatchedTokens implements Authenticator {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedTokens.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Path file;
    private final Clock clock;
    private volatile Known known;

    /** What the file looked like when these tokens were read from it. */
    private record Known(Tokens tokens, @Nullable Object stamp, Instant lookAgain) {}

    /** Reads the file, which has a token. */
    public WatchedTokens(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
        this.known = new Known(TokenFile.read(file), stamp(), clock.instant().plus(LOOK));
    }

    @Override
    public Optional<Caller> caller(String token) {
        Instant now = clock.instant();
        Known current = known;
        if (!now.isBefore(current.lookAgain())) {
            current = look(current, now);
        }
        return current.tokens().caller(token).filter(caller -> now.isBefore(caller.until()));
    }

    private synchronized Known look(Known seen, Instant now) {
        if (known != seen) {
            return known;
        }
        Object stamp = stamp();
        Tokens tokens = stamp == null || stamp.equals(seen.stamp()) ? seen.tokens() : reread(seen.tokens());
        known = new Known(tokens, stamp, now.plus(LOOK));
        return known;
    }

    private Tokens reread(Tokens before) {
        try {
            Tokens tokens = TokenFile.tokens(new TokenFile(file).lines());
            LOG.info("Token file {} is read again", file);
            return tokens;
        } catch (ProgramProblem unreadable) {
            LOG.error("Token file is not read again, the tokens stay as they were: {}", unreadable.getMessage());
            return before;
        }
    }

    /** Differs between two contents; null where there is no file. */
    private @Nullable Object stamp() {
        try {
            record Stamp(Object time, long size, @Nullable Object key) {}
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException absent) {
            return null;
        }
    }
}
