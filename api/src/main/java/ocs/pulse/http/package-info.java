/**
 * HTTP: requests in, JSON out.
 *
 * <p>Comes in: a request and its bearer token. Goes out: the answer that {@link ocs.pulse.http.TeamAnswers} gives, with
 * headers that say which commit it reflects, or a problem+json. Knows no store, no Kafka and no database. Read
 * {@link ocs.pulse.http.Routes} next, then {@link ocs.pulse.http.TeamRequests}.
 */
@NullMarked
package ocs.pulse.http;

import org.jspecify.annotations.NullMarked;
