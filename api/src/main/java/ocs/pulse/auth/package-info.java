/**
 * Who asks, and which teams may be shown to them.
 *
 * <p>Comes in: a token, from the Authorization header or out of a browser's {@link ocs.pulse.auth.Sessions session}. Goes
 * out: the {@link ocs.pulse.auth.Caller}, or nobody. Tokens are kept and compared as SHA-256 only. Read
 * {@link ocs.pulse.auth.Authenticator} next.
 */
@NullMarked
package ocs.pulse.auth;

import org.jspecify.annotations.NullMarked;
