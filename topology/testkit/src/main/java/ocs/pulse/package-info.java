/**
 * The stages under the TopologyTestDriver: {@link ocs.pulse.LedgerStage} and {@link ocs.pulse.TeamsStage} alone, and
 * {@link ocs.pulse.TwoStages} in a row. They stand in the package of the program's own topology, which they assemble.
 *
 * <p>Comes in: envelopes of {@code ocs.changes} ({@link ocs.pulse.change.Envelope}), or what the ledger tells teams. Goes
 * out: what the ledger tells teams, or answers.
 */
@NullMarked
package ocs.pulse;

import org.jspecify.annotations.NullMarked;
