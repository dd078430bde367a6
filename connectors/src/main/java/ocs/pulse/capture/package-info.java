/**
 * Capture: every committed change of the captured tables, once and in commit order, into the one topic
 * {@code ocs.changes}.
 *
 * <p>Comes in: a Postgres that {@code ocs.pulse.source} found ready. Goes out: the records of {@code ocs.changes}, and
 * with them, in the same Kafka transaction, the {@link ocs.pulse.capture.Checkpoint} from which the next start
 * continues. Read {@link ocs.pulse.capture.CaptureEngine}, then {@link ocs.pulse.capture.ChangeBatches}, which holds
 * ({@link ocs.pulse.capture.Hold}) and trims ({@link ocs.pulse.capture.Trim}). In a Kafka Connect worker
 * {@link ocs.pulse.capture.HoldingPostgresTask} and {@link ocs.pulse.capture.HeldRecords} do the same.
 */
@NullMarked
package ocs.pulse.capture;

import org.jspecify.annotations.NullMarked;
