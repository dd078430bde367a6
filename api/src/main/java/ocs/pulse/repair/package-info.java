/**
 * Asks a running capture to read rows again, and waits for what comes of it.
 *
 * <p>Comes in: a {@link ocs.pulse.capture.RepairRequest} and the address of Kafka, through which capture and ledger are
 * reached wherever they run. Goes out: the ledger's {@link ocs.pulse.ledger.RepairReport}s. Read on in
 * {@code ocs.pulse.capture.Repairs}.
 */
@NullMarked
package ocs.pulse.repair;

import org.jspecify.annotations.NullMarked;
