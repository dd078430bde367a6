@NullMarked
package ocs.pulse.demo;

import org.jspecify.annotations.NullMarked;
