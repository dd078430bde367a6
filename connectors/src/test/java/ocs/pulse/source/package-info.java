@NullMarked
package ocs.pulse.source;

import org.jspecify.annotations.NullMarked;
