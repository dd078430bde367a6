/** Tests of the teams stage: against rows that are kept as they are and counted anew each time. */
@NullMarked
package ocs.pulse.team;

import org.jspecify.annotations.NullMarked;
