package ocs.pulse.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How often tokens that prove nothing may be sent for a session, from each address: twenty, and then one every six seconds.
 * Until there is room again nobody from there gets a session; sessions that have begun, and bearer tokens, are not touched.
 */
public final class FailedExchanges {
    private static final int MOST = 20;
    private static final Duration EACH = Duration.ofSeconds(6);
    /** Addresses that are kept apart; of more, those that failed longest ago begin anew. */
    private static final int MOST_ADDRESSES = 10_000;

    /** No name of a host, which would be looked up. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final Optional<String> header;
    private final Cache<String, Bucket> left = Caffeine.newBuilder()
            .maximumSize(MOST_ADDRESSES)
            .expireAfterAccess(EACH.multipliedBy(MOST))
            .build();

    /**
     * @param header in which the proxy in front says whose address it is; without one the connection tells, which behind a
     *     proxy is the same for everybody
     */
    public FailedExchanges(Optional<String> header) {
        this.header = header;
    }

    /** Throws a {@link TooMany}, before a token is looked at. */
    void check(Context context) {
        @Nullable Bucket bucket = left.getIfPresent(address(context));
        if (bucket != null && bucket.getAvailableTokens() == 0) {
            throw new TooMany(
                    "more than " + MOST + " tokens from one address that prove nothing",
                    Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill()));
        }
    }

    void count(Context context) {
        left.get(address(context), unseen -> bucket()).tryConsume(1);
    }

    private String address(Context context) {
        String connection = context.ip();
        return header.map(context::header)
                .filter(text -> ADDRESS.matcher(text).matches())
                .map(FailedExchanges::network)
                .orElse(network(connection));
    }

    /** Whoever has one address of IPv6 has a network of them. */
    private static String network(String address) {
        try {
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? Arrays.toString(Arrays.copyOf(parsed.getAddress(), 8))
                    : parsed.getHostAddress();
        } catch (UnknownHostException none) {
            return address;
        }
    }

    private static Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(MOST).refillGreedy(1, EACH))
                .build();
    }
}
