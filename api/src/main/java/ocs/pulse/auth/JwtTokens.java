package ocs.pulse.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.URL;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JSON web tokens of somebody else's login. The signature, by an algorithm that is fixed here and not by the token, the
 * issuer, the audience, the expiry and the not-before time are checked. The claim {@code sub} names the caller,
 * {@code teams} lists its teams' slugs ({@code *} for every one), {@code rights} its rights (all where it is absent).
 */
public final class JwtTokens implements Authenticator {
    /** By which clocks may differ. */
    static final Duration SKEW = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(JwtTokens.class);
    private static final String TEAMS = "teams";
    private static final String RIGHTS = "rights";
    private static final int FETCH_MILLIS = 2_000;
    private static final int MOST_KEY_BYTES = 256 * 1024;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    private JwtTokens(Expected expected, Set<JWSAlgorithm> algorithms, JWKSource<SecurityContext> keys) {
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
        processor.setJWTClaimsSetVerifier(new Claims(expected));
    }

    /** What the tokens have to say of themselves, and the clock they are held against. */
    public record Expected(String issuer, String audience, Clock clock) {}

    /** Signed with HS256. */
    public static JwtTokens ofSecret(Expected expected, byte[] secret) {
        return new JwtTokens(expected, Set.of(JWSAlgorithm.HS256), new ImmutableSecret<>(secret));
    }

    /** Signed with RS256 or ES256 by a key of the set at this address, which is fetched when needed and kept for 5 minutes. */
    public static JwtTokens ofKeySet(Expected expected, URL keySet) {
        JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                        keySet, new DefaultResourceRetriever(FETCH_MILLIS, FETCH_MILLIS, MOST_KEY_BYTES))
                .retrying(true)
                .outageTolerant(true)
                .build();
        return new JwtTokens(expected, Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), keys);
    }

    @Override
    public Optional<Caller> caller(String token) {
        try {
            return Optional.of(caller(processor.process(token, null)));
        } catch (ParseException | BadJOSEException refused) {
            LOG.debug("JWT refused: {}", refused.getMessage());
        } catch (JOSEException unchecked) {
            LOG.warn("JWT cannot be checked: {}", unchecked.getMessage());
        }
        return Optional.empty();
    }

    private static Caller caller(JWTClaimsSet claims) throws ParseException {
        Set<Right> rights = EnumSet.noneOf(Right.class);
        if (claims.getClaim(RIGHTS) == null) {
            rights.addAll(Right.ALL);
        } else {
            words(claims, RIGHTS).forEach(word -> Right.of(word).ifPresent(rights::add));
        }
        return new Caller(
                "jwt:" + claims.getSubject(),
                new HashSet<>(words(claims, TEAMS)),
                rights,
                claims.getExpirationTime().toInstant());
    }

    private static List<String> words(JWTClaimsSet claims, String name) throws ParseException {
        List<String> words = claims.getStringListClaim(name);
        if (words == null) {
            throw new ParseException("Claim " + name + " is missing", 0);
        }
        return words;
    }

    /** Checks by our clock, which a test can set. */
    private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final Clock clock;

        Claims(Expected expected) {
            super(
                    expected.audience(),
                    new JWTClaimsSet.Builder().issuer(expected.issuer()).build(),
                    Set.of("sub", "exp", TEAMS));
            this.clock = expected.clock();
            setMaxClockSkew((int) SKEW.toSeconds());
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }
}
