/** What is said to a Kafka Connect cluster, and what is made of its answers. */
@NullMarked
package ocs.pulse.connect;

import org.jspecify.annotations.NullMarked;
