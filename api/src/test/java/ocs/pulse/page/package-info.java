/** The page in a real browser, against a whole program. */
@NullMarked
package ocs.pulse.page;

import org.jspecify.annotations.NullMarked;
