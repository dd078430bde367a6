package ocs.pulse.http;

import io.javalin.http.HttpStatus;
import java.util.Objects;
import ocs.pulse.auth.Right;

/** A request that is refused with this status. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;

    private Refusal(HttpStatus status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    static Refusal withoutToken() {
        return new Refusal(HttpStatus.UNAUTHORIZED, "Send a valid token: Authorization: Bearer TOKEN");
    }

    static Refusal withoutRight(Right right) {
        return new Refusal(HttpStatus.FORBIDDEN, "The token does not give the right '" + right.word() + "'");
    }

    static Refusal otherSite() {
        return new Refusal(HttpStatus.FORBIDDEN, "Sessions begin and end from this site's own pages only");
    }

    static Refusal unsupported(String wanted) {
        return new Refusal(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Takes " + wanted);
    }

    /** Says the same of what does not exist and of what is not the caller's. */
    static Refusal unknown(String what) {
        return new Refusal(HttpStatus.NOT_FOUND, "There is no such " + what);
    }

    static Refusal positionNotReached(String position) {
        return new Refusal(HttpStatus.GATEWAY_TIMEOUT, "The answer does not contain " + position + " yet; ask again");
    }

    /** @param whose of whom, such as "the team" */
    static Refusal tooManyStreams(String whose) {
        return new Refusal(
                HttpStatus.TOO_MANY_REQUESTS, "Too many event streams of " + whose + " are open; close one first");
    }

    HttpStatus status() {
        return status;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
