@NullMarked
package ocs.pulse.capture;

import org.jspecify.annotations.NullMarked;
