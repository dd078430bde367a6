package ocs.pulse.run;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ocs.pulse.auth.Authenticator;
import ocs.pulse.auth.JwtTokens;
import ocs.pulse.auth.TokenFile;
import ocs.pulse.auth.WatchedTokens;
import ocs.pulse.settings.Catalog;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;
import ocs.pulse.settings.Settings;

/** Whose tokens the settings say are to be believed. */
final class TokenSources {
    private static final int SHORTEST_SECRET = 32;

    private final Settings settings;
    private final Clock clock;

    TokenSources(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Empty where the settings name none. */
    List<Authenticator> all() {
        List<Authenticator> sources = new ArrayList<>();
        Path tokens = Catalog.tokenFile(settings);
        if (settings.given(Catalog.TOKEN_FILE) || new TokenFile(tokens).exists()) {
            sources.add(new WatchedTokens(tokens, clock));
        }
        settings.get(Catalog.JWT_SECRET_FILE)
                .ifPresent(file -> sources.add(JwtTokens.ofSecret(expected("jwt-secret-file"), secret(file))));
        Optional<URL> keySet = settings.get(Catalog.JWT_KEY_SET);
        keySet.ifPresent(url -> sources.add(JwtTokens.ofKeySet(expected("jwt-key-set"), url)));
        return sources;
    }

    private JwtTokens.Expected expected(String source) {
        String issuer = settings.get(Catalog.JWT_ISSUER)
                .orElseThrow(() -> new ProgramProblem(
                        ExitCode.USAGE,
                        "Setting jwt-issuer is missing: " + source + " needs to know whose JWTs count"));
        return new JwtTokens.Expected(issuer, settings.get(Catalog.JWT_AUDIENCE), clock);
    }

    /** The file's bytes without the line ends behind them. */
    private static byte[] secret(Path file) {
        try {
            byte[] secret = Files.readString(file).stripTrailing().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            if (secret.length < SHORTEST_SECRET) {
                throw new ProgramProblem(
                        ExitCode.USAGE, "JWT secret file " + file + " takes at least " + SHORTEST_SECRET + " bytes");
            }
            return secret;
        } catch (IOException unreadable) {
            throw new ProgramProblem(
                    ExitCode.USAGE, "JWT secret file " + file + " cannot be read: " + unreadable, unreadable);
        }
    }
}
