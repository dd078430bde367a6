/**
 * The database that is captured: its address, what capture asks of it, and how that is set up.
 *
 * <p>Comes in: the address of a Postgres. Goes out: a {@link ocs.pulse.source.SourceLayout} (which tables and columns
 * are there to be read) of a database that is ready, or a {@link ocs.pulse.source.SourceProblem} that names the thing
 * and the mend. Read {@link ocs.pulse.source.SourceCheck}, then {@code ocs.pulse.capture}.
 */
@NullMarked
package ocs.pulse.source;

import org.jspecify.annotations.NullMarked;
