/** Tests of this package, and what other tests build their inputs with. */
@NullMarked
package ocs.pulse.change;

import org.jspecify.annotations.NullMarked;
