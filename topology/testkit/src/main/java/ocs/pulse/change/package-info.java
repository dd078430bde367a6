/**
 * The records of {@code ocs.changes} as Debezium writes them.
 *
 * <p>Comes in: rows of the source. Goes out: {@link ocs.pulse.change.Envelope}s of their inserts, updates and deletes, of
 * snapshots, watermarks and the ends of transactions.
 */
@NullMarked
package ocs.pulse.change;

import org.jspecify.annotations.NullMarked;
