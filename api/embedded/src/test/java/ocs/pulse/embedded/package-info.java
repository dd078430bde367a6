@NullMarked
package ocs.pulse.embedded;

import org.jspecify.annotations.NullMarked;
