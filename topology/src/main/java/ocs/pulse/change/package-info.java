/**
 * The words that the stages speak: rows of Open Chat Studio, where each belongs, and the records from the ledger to
 * the teams.
 *
 * <p>Comes in: envelopes of {@code ocs.changes}. Goes out: {@link ocs.pulse.change.Row}s and
 * {@link ocs.pulse.change.TeamRecord}s. Nothing here keeps state. Read on in {@code ocs.pulse.ledger}.
 */
@NullMarked
package ocs.pulse.change;

import org.jspecify.annotations.NullMarked;
