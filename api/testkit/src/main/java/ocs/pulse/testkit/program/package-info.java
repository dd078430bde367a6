/**
 * For tests of the whole: SQL goes into a real Postgres, answers come out over HTTP.
 *
 * <p>Register a {@link ocs.pulse.testkit.program.RunningPulse} and ask it. A test of the stages alone is a hundred times
 * faster with {@code ocs.pulse.testkit.Pulse}.
 */
@NullMarked
package ocs.pulse.testkit.program;

import org.jspecify.annotations.NullMarked;
