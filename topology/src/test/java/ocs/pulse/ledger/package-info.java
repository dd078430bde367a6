/** Tests of this package, and what other tests build their inputs with. */
@NullMarked
package ocs.pulse.ledger;

import org.jspecify.annotations.NullMarked;
