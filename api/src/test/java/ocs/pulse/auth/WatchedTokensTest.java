package ocs.pulse.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WatchedTokensTest {
    @TempDir
    private Path directory;

    private final Tick clock = new Tick();
    private Path path = Path.of("");
    private TokenFile file = new TokenFile(path);

    @BeforeEach
    void first() {
        path = directory.resolve("tokens");
        file = new TokenFile(path);
        file.add(line("first-token-of-all", "first", Optional.empty()));
    }

    @Test
    void shouldFollowTheFile() {
        WatchedTokens tokens = new WatchedTokens(path, clock);
        assertThat(tokens.caller("first-token-of-all")).isPresent();
        file.add(line("second-token-of-all", "second", Optional.empty()));
        clock.add(2);
        assertThat(tokens.caller("second-token-of-all").orElseThrow().rights()).containsExactly(Right.DASHBOARD);
        assertThat(file.remove("first")).isEqualTo(1);
        assertThat(file.remove("first")).isZero();
        clock.add(2);
        assertThat(tokens.caller("first-token-of-all")).isEmpty();
        assertThat(tokens.caller("second-token-of-all")).isPresent();
        file.remove("second");
        clock.add(2);
        assertThat(tokens.caller("second-token-of-all")).isEmpty();
    }

    @Test
    void shouldStayAsItIsWhenTheFileCannotBeRead() throws Exception {
        WatchedTokens tokens = new WatchedTokens(path, clock);
        Files.writeString(path, "broken\n");
        clock.add(2);
        assertThat(tokens.caller("first-token-of-all")).isPresent();
        Files.delete(path);
        clock.add(2);
        assertThat(tokens.caller("first-token-of-all")).isPresent();
    }

    @Test
    void shouldEndATokenAfterItsLastDay() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        file.add(line("a-token-of-one-day", "brief", Optional.of(today)));
        WatchedTokens tokens = new WatchedTokens(path, clock);
        assertThat(tokens.caller("a-token-of-one-day")).isPresent();
        clock.add(86_400);
        assertThat(tokens.caller("a-token-of-one-day")).isEmpty();
        assertThat(tokens.caller("first-token-of-all")).isPresent();
    }

    @Test
    void shouldKeepNoTokenAndLetNobodyElseRead() throws Exception {
        assertThat(Files.readString(path)).doesNotContain("first-token").contains("sha256:", " first demo dashboard");
        assertThat(Files.getPosixFilePermissions(path)).hasSize(2);
    }

    private static TokenLine line(String token, String name, Optional<LocalDate> lastDay) {
        return new TokenLine(Tokens.sha256(token), name, Set.of("demo"), Set.of(Right.DASHBOARD), lastDay);
    }

    private static final class Tick extends Clock {
        private volatile Instant now = Instant.parse("2026-01-02T03:04:05Z");

        void add(long seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
