package ocs.pulse.auth;

import java.util.List;
import java.util.Optional;

/** Tells whose token it is. */
@FunctionalInterface
public interface Authenticator {

    /**
     * @param token as a bearer sends it; empty where none was sent
     * @return empty where it proves nothing
     */
    Optional<Caller> caller(String token);

    /** Lets everybody in, for a program that only its own machine reaches. */
    static Authenticator open() {
        Caller anybody = Caller.ofEveryTeam("anybody");
        return token -> Optional.of(anybody);
    }

    /** Whom the first of several knows it as. */
    static Authenticator anyOf(List<Authenticator> several) {
        List<Authenticator> asked = List.copyOf(several);
        return token ->
                asked.stream().flatMap(one -> one.caller(token).stream()).findFirst();
    }
}
