package ocs.pulse.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class JwtTokensTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final byte[] SECRET = "a secret that has 32 bytes or more".getBytes(StandardCharsets.UTF_8);
    private static final JwtTokens.Expected EXPECTED =
            new JwtTokens.Expected("https://chat.example", "ocs-pulse", Clock.fixed(NOW, ZoneOffset.UTC));

    private final JwtTokens tokens = JwtTokens.ofSecret(EXPECTED, SECRET);

    @Test
    void shouldKnowACallerByItsClaims() throws Exception {
        Caller caller = tokens.caller(signed(claims -> claims)).orElseThrow();
        assertThat(caller.name()).isEqualTo("jwt:ada");
        assertThat(caller.teams()).containsExactly("demo");
        assertThat(caller.rights()).isEqualTo(Right.ALL);
        assertThat(caller.until()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void shouldGiveOnlyTheRightsOfTheClaim() throws Exception {
        String token = signed(claims -> claims.claim("rights", List.of("dashboard", "unheard of")));
        assertThat(tokens.caller(token).orElseThrow().rights()).containsExactly(Right.DASHBOARD);
    }

    @Test
    void shouldAllowForClocksThatDifferALittle() throws Exception {
        assertThat(tokens.caller(signed(expiring(NOW.minusSeconds(29))))).isPresent();
        assertThat(tokens.caller(signed(expiring(NOW.minusSeconds(31))))).isEmpty();
        assertThat(tokens.caller(signed(claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(29))))))
                .isPresent();
        assertThat(tokens.caller(signed(claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(31))))))
                .isEmpty();
    }

    @Test
    void shouldRefuseWhatIsForSomebodyElse() throws Exception {
        assertThat(tokens.caller(signed(claims -> claims.issuer("https://evil.example"))))
                .isEmpty();
        assertThat(tokens.caller(signed(claims -> claims.audience("another-program"))))
                .isEmpty();
        assertThat(tokens.caller(signed(claims -> claims.audience((String) null))))
                .isEmpty();
    }

    @Test
    void shouldRefuseWhatDoesNotSayWhoWhatAndHowLong() throws Exception {
        assertThat(tokens.caller(signed(claims -> claims.subject(null)))).isEmpty();
        assertThat(tokens.caller(signed(claims -> claims.claim("teams", null)))).isEmpty();
        assertThat(tokens.caller(signed(claims -> claims.claim("teams", "demo"))))
                .isEmpty();
        assertThat(tokens.caller(signed(claims -> claims.expirationTime(null)))).isEmpty();
    }

    @Test
    void shouldRefuseEverySignatureButItsOwn() throws Exception {
        byte[] other = "another secret, of 32 bytes or more".getBytes(StandardCharsets.UTF_8);
        assertThat(tokens.caller(sign(JWSAlgorithm.HS256, new MACSigner(other), claims())))
                .isEmpty();
        byte[] longer = new byte[64];
        System.arraycopy(SECRET, 0, longer, 0, SECRET.length);
        assertThat(tokens.caller(sign(JWSAlgorithm.HS512, new MACSigner(longer), claims())))
                .isEmpty();
        assertThat(tokens.caller(new PlainJWT(claims().build()).serialize())).isEmpty();
        String signed = signed(claims -> claims);
        assertThat(tokens.caller(signed.substring(0, signed.lastIndexOf('.') + 1)))
                .isEmpty();
        assertThat(tokens.caller("")).isEmpty();
        assertThat(tokens.caller("a.b.c")).isEmpty();
    }

    @Test
    void shouldTakeTheKeysThatALoginPublishes() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).keyID("one").generate();
        byte[] published = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        HttpServer login = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        login.createContext("/jwks.json", exchange -> {
            exchange.sendResponseHeaders(200, published.length);
            exchange.getResponseBody().write(published);
            exchange.close();
        });
        login.start();
        try {
            JwtTokens ofLogin = JwtTokens.ofKeySet(
                    EXPECTED,
                    URI.create("http://127.0.0.1:" + login.getAddress().getPort() + "/jwks.json")
                            .toURL());
            assertThat(ofLogin.caller(sign(JWSAlgorithm.RS256, new RSASSASigner(key), claims())))
                    .isPresent();
            assertThat(ofLogin.caller(sign(JWSAlgorithm.RS512, new RSASSASigner(key), claims())))
                    .isEmpty();
            RSAKey other = new RSAKeyGenerator(2048).keyID("two").generate();
            assertThat(ofLogin.caller(sign(JWSAlgorithm.RS256, new RSASSASigner(other), claims())))
                    .isEmpty();
            // The public key as if it were a shared secret.
            assertThat(ofLogin.caller(sign(
                            JWSAlgorithm.HS256,
                            new MACSigner(key.toPublicJWK().toString().getBytes(StandardCharsets.UTF_8)),
                            claims())))
                    .isEmpty();
        } finally {
            login.stop(0);
        }
    }

    private static UnaryOperator<JWTClaimsSet.Builder> expiring(Instant end) {
        return claims -> claims.expirationTime(Date.from(end));
    }

    private static String signed(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return sign(JWSAlgorithm.HS256, new MACSigner(SECRET), change.apply(claims()));
    }

    private static String sign(JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet.Builder claims)
            throws JOSEException {
        String keyId = signer instanceof RSASSASigner ? "one" : null;
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims.build());
        token.sign(signer);
        return token.serialize();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://chat.example")
                .audience("ocs-pulse")
                .subject("ada")
                .claim("teams", List.of("demo"))
                .expirationTime(Date.from(NOW.plusSeconds(60)));
    }
}
