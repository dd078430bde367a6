@NullUnmarked
package ocs.pulse.verify;

import org.jspecify.annotations.NullUnmarked;
