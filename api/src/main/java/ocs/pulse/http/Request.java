package ocs.pulse.http;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import ocs.pulse.query.Now;
import ocs.pulse.query.Parameters;

/**
 * A request as a question is read from it.
 *
 * @param path of the request, {@code places} its parts by name
 * @param now the present where the caller names no other
 */
record Request(String path, Map<String, String> places, Parameters parameters, Instant now) {

    /** The id that stands in the path; what is no number is an id that does not exist. */
    long id(String name) {
        try {
            return Long.parseLong(places.getOrDefault(name, ""));
        } catch (NumberFormatException noId) {
            throw Refusal.unknown(name);
        }
    }

    /** The same request, made later. */
    Request at(Instant later) {
        return new Request(path, places, parameters, later);
    }

    /** The {@link Question#moment} of a question that may depend on the very instant; a given one never passes. */
    Optional<String> moment(boolean ofInstant) {
        return ofInstant && parameters.one(Now.PARAMETER).isEmpty() ? Optional.empty() : Optional.of("");
    }
}
