/** Capture in a Kafka Connect worker against capture in this process. */
@NullMarked
package ocs.pulse.capture;

import org.jspecify.annotations.NullMarked;
