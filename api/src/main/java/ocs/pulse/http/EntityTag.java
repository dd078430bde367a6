package ocs.pulse.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags, the same from every instance and after every restart. Where a version of the team and the request determine
 * the answer, the tag is made of these, so that it is known before the answer is; else of the answer itself.
 */
final class EntityTag {
    private static final int BYTES = 15;

    /** Another release may write the same answer in another way. */
    private static final String RELEASE =
            Objects.requireNonNullElse(EntityTag.class.getPackage().getImplementationVersion(), "unpackaged");

    private EntityTag() {}

    /** Weak, as the body may be compressed on the way. */
    static String of(byte[] body) {
        return "W/\"" + digest(body) + '"';
    }

    /** @param moment what else the answer depends on */
    static String of(Request request, String moment, String version) {
        String asked = String.join(
                "\n",
                RELEASE,
                request.path(),
                new TreeMap<>(request.parameters().values()).toString(),
                moment,
                version);
        return of(asked.getBytes(StandardCharsets.UTF_8));
    }

    /** What stands between the quotes: letters, digits, dashes and underscores. */
    static String digest(byte[] content) {
        return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash().digest(content), BYTES));
    }

    static MessageDigest hash() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Whether an If-None-Match header is met by an answer with the tag; weakness makes no difference to it. */
    static boolean matches(@Nullable String ifNoneMatch, String tag) {
        return names(ifNoneMatch, tag)
                || (ifNoneMatch != null && ifNoneMatch.strip().equals("*"));
    }

    /** Whether the header names this very tag, so that the caller has been given the answer before. */
    static boolean names(@Nullable String ifNoneMatch, String tag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(",", -1)).map(String::strip).anyMatch(one -> opaque(one)
                        .equals(opaque(tag)));
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
