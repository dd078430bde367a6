package ocs.pulse.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import ocs.pulse.settings.ProgramProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration LIFETIME = Duration.ofHours(12);

    private final byte[] key = SessionKey.random();
    private final Sessions sessions = at(NOW);

    @Test
    void shouldKnowTheTokenInEveryInstanceThatSharesTheKey() {
        Sessions.Session session = sessions.begin("a-token", Instant.MAX);
        assertThat(at(NOW.plusSeconds(60)).open(sessions.seal(session))).contains(session);
        assertThat(session.until()).isEqualTo(NOW.plus(LIFETIME));
    }

    @Test
    void shouldNotShowTheToken() {
        assertThat(sessions.seal(sessions.begin("a-token-that-is-secret", Instant.MAX)))
                .matches("[A-Za-z0-9._-]+")
                .doesNotContain("a-token");
    }

    @Test
    void shouldEndWithItsLifetimeOrWithItsToken() {
        String sealed = sessions.seal(sessions.begin("a-token", Instant.MAX));
        assertThat(at(NOW.plus(LIFETIME).minusSeconds(1)).open(sealed)).isPresent();
        assertThat(at(NOW.plus(LIFETIME)).open(sealed)).isEmpty();
        String brief = sessions.seal(sessions.begin("a-token", NOW.plusSeconds(10)));
        assertThat(at(NOW.plusSeconds(9)).open(brief)).isPresent();
        assertThat(at(NOW.plusSeconds(10)).open(brief)).isEmpty();
    }

    @Test
    void shouldOpenNothingThatItDidNotSeal() {
        String sealed = sessions.seal(sessions.begin("a-token", Instant.MAX));
        char last = sealed.charAt(sealed.length() - 3);
        String changed = sealed.substring(0, sealed.length() - 3)
                + (last == 'A' ? 'B' : 'A')
                + sealed.substring(sealed.length() - 2);
        assertThat(sessions.open(changed)).isEmpty();
        assertThat(sessions.open("")).isEmpty();
        assertThat(sessions.open("a.b.c.d.e")).isEmpty();
        assertThat(new Sessions(SessionKey.random(), LIFETIME, clock(NOW)).open(sealed))
                .isEmpty();
    }

    @Test
    void shouldOpenNoMoreWhatWasEnded() {
        String sealed = sessions.seal(sessions.begin("a-token", Instant.MAX));
        String other = sessions.seal(sessions.begin("a-token", Instant.MAX));
        sessions.end(sealed);
        sessions.end("nonsense");
        assertThat(sessions.open(sealed)).isEmpty();
        assertThat(sessions.open(other)).isPresent();
    }

    @Test
    void shouldKeepTheKeyOfADataDirectoryAndTakeASharedOne(@TempDir Path directory) throws Exception {
        byte[] made = SessionKey.of(Optional.empty(), directory);
        assertThat(SessionKey.of(Optional.empty(), directory)).isEqualTo(made).hasSize(32);
        Path shared = directory.resolve("shared");
        Files.writeString(shared, Files.readString(directory.resolve(SessionKey.FILE)));
        assertThat(SessionKey.of(Optional.of(shared), directory)).isEqualTo(made);
        Files.writeString(shared, "too short\n");
        assertThatThrownBy(() -> SessionKey.of(Optional.of(shared), directory))
                .isInstanceOf(ProgramProblem.class)
                .hasMessageContaining("32 random bytes");
    }

    private Sessions at(Instant now) {
        return new Sessions(key, LIFETIME, clock(now));
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
