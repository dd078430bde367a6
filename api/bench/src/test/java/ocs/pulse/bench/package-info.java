@NullMarked
package ocs.pulse.bench;

import org.jspecify.annotations.NullMarked;
