package ocs.pulse.auth;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells who sends a request. */
@FunctionalInterface
public interface Authenticator {

    /**
     * @param authorization the request's Authorization header
     * @return empty where it proves nothing
     */
    Optional<Caller> caller(@Nullable String authorization);

    /** Lets everybody in, for a program that only its own machine reaches. */
    static Authenticator open() {
        Caller anybody = Caller.ofEveryTeam("anybody");
        return authorization -> Optional.of(anybody);
    }
}
