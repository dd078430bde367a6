/**
 * Who asks, and which teams may be shown to them.
 *
 * <p>Comes in: a token file and the Authorization header of a request. Goes out: the
 * {@link ocs.pulse.auth.Caller}, or nobody. Tokens are kept and compared as SHA-256 only. Read
 * {@link ocs.pulse.auth.Tokens} next.
 */
@NullMarked
package ocs.pulse.auth;

import org.jspecify.annotations.NullMarked;
