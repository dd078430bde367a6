/** The whole program over real parts. */
@NullMarked
package ocs.pulse.run;

import org.jspecify.annotations.NullMarked;
