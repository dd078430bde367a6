/**
 * Below the requests: sockets, TLS, and clients that take their time.
 *
 * <p>Comes in: connections. Goes out: whole requests within bounds, to the routes of {@code ocs.pulse.http}. Read
 * {@link ocs.pulse.http.transport.Transport} next.
 */
@NullMarked
package ocs.pulse.http.transport;

import org.jspecify.annotations.NullMarked;
