/** A real Kafka Connect worker for tests. */
@NullMarked
package ocs.pulse.worker;

import org.jspecify.annotations.NullMarked;
