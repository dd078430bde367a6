@NullMarked
package ocs.pulse.settings;

import org.jspecify.annotations.NullMarked;
