package ocs.pulse.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/**
 * Bearer tokens. Only hashes are kept, and each request's hash is compared with every one of them in constant time, so
 * that how long a refusal takes tells nothing.
 */
public final class Tokens implements Authenticator {
    private static final int BYTES = 24;

    private final List<Token> tokens;

    public Tokens(List<Token> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /** A token's SHA-256 and whom it stands for. */
    public record Token(byte[] sha256, Caller caller) {}

    @Override
    public Optional<Caller> caller(String sent) {
        byte[] presented = sha256(sent);
        Optional<Caller> found = Optional.empty();
        for (Token token : tokens) {
            if (MessageDigest.isEqual(token.sha256(), presented)) {
                found = Optional.of(token.caller());
            }
        }
        return found;
    }

    /** A new one, which cannot be guessed. */
    public static String random() {
        return SecretFile.random(BYTES);
    }

    public static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
