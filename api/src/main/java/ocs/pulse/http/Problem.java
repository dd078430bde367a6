package ocs.pulse.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.HttpStatus;
import java.util.List;
import ocs.pulse.http.transport.ProblemType;

/**
 * The body of every error, as RFC 9457 describes it.
 *
 * @param type a {@link ProblemType}, the same for ever
 * @param errors the parameters at fault; absent where none is
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

    static final String CONTENT_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }

    /** A parameter and what is wrong with it. */
    public record FieldError(String parameter, String message) {}

    static Problem of(HttpStatus status, String detail, List<FieldError> errors) {
        return new Problem(ProblemType.of(status.getCode()), status.getMessage(), status.getCode(), detail, errors);
    }

    static Problem of(HttpStatus status, String detail) {
        return of(status, detail, List.of());
    }
}
