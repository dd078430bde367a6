@NullMarked
package ocs.pulse.cli;

import org.jspecify.annotations.NullMarked;
