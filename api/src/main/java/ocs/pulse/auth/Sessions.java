package ocs.pulse.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Sessions of browsers: the token itself with an end, sealed (AES-GCM) with a key that all instances share. Nothing is
 * kept about a session, so there is no number of them to bound, every instance knows each, and a token that is revoked or
 * expires ends its sessions too. What was ended by hand is remembered until it would have ended anyway.
 */
public final class Sessions {
    /** Beyond this many sessions ended by hand the eldest ends are forgotten; the cookie itself is gone anyway. */
    private static final int MOST_ENDED = 100_000;

    private static final String TOKEN = "token";
    private static final String UNTIL = "until";

    private final byte[] key;
    private final Duration lifetime;
    private final Clock clock;
    private final Cache<String, Boolean> ended;

    public Sessions(byte[] key, Duration lifetime, Clock clock) {
        this.key = key.clone();
        this.lifetime = lifetime;
        this.clock = clock;
        this.ended = Caffeine.newBuilder()
                .maximumSize(MOST_ENDED)
                .expireAfterWrite(lifetime)
                .build();
    }

    /**
     * A session.
     *
     * @param token what stands behind it
     * @param until when it ends
     */
    public record Session(String token, Instant until) {}

    /** When a session that begins now ends. */
    public Session begin(String token, Instant tokenUntil) {
        Instant end = clock.instant().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
        return new Session(token, end.isBefore(tokenUntil) ? end : tokenUntil);
    }

    /** The session as a cookie holds it: letters, digits, dots, dashes and underscores. */
    public String seal(Session session) {
        JWEObject sealed = new JWEObject(
                new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM),
                new Payload(
                        Map.of(TOKEN, session.token(), UNTIL, session.until().getEpochSecond())));
        try {
            sealed.encrypt(new DirectEncrypter(key));
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
        return sealed.serialize();
    }

    /** Empty where it is none of ours, is over, or was ended. */
    public Optional<Session> open(String sealed) {
        try {
            JWEObject object = JWEObject.parse(sealed);
            object.decrypt(new DirectDecrypter(key));
            Map<String, Object> fields = object.getPayload().toJSONObject();
            if (!(fields.get(TOKEN) instanceof String token) || !(fields.get(UNTIL) instanceof Number until)) {
                return Optional.empty();
            }
            Session session = new Session(token, Instant.ofEpochSecond(until.longValue()));
            boolean over = !clock.instant().isBefore(session.until()) || ended.getIfPresent(nonce(object)) != null;
            return over ? Optional.empty() : Optional.of(session);
        } catch (ParseException | JOSEException | IllegalStateException notOurs) {
            return Optional.empty();
        }
    }

    /**
     * Afterwards this instance opens it no more.
     *
     * @return whether it was one
     */
    public boolean end(String sealed) {
        if (open(sealed).isEmpty()) {
            return false;
        }
        try {
            ended.put(nonce(JWEObject.parse(sealed)), true);
            return true;
        } catch (ParseException opened) {
            throw new IllegalStateException(opened);
        }
    }

    /** Random for each sealing, and part of what is authenticated. */
    private static String nonce(JWEObject object) {
        return object.getIV().toString();
    }
}
