/**
 * A real Postgres and a real Kafka broker on this machine, for the one-command form and for tests.
 *
 * <p>Comes in: a directory that keeps the data, a port or none. Goes out: a running
 * {@link ocs.pulse.embedded.EmbeddedPostgres} or {@link ocs.pulse.embedded.EmbeddedKafka}, on loopback only, both
 * closed by {@code close()}; what cannot start says so in one line ({@link ocs.pulse.embedded.CannotStart}). Postgres
 * is a process of its own that ends when this one does, however it ends; the broker lives in this process.
 */
@NullMarked
package ocs.pulse.embedded;

import org.jspecify.annotations.NullMarked;
