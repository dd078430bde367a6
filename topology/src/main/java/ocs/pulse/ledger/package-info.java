/**
 * The first stage: one task that knows every row and whose it is.
 *
 * <p>Comes in: the one ordered log {@code ocs.changes}, with all that is odd about change capture (replays, key-only
 * deletes, truncates, snapshots begun again, children before parents). Goes out: complete changes with before and after,
 * in commit order, to the team they belong to; ends of transactions to those whom they touched; watermarks to everyone;
 * what cannot be read to {@code ocs.dead-letters}. Read {@link ocs.pulse.ledger.LedgerTopology}, then {@code Ledger},
 * {@code Placement} and {@code LedgerRows}; on in {@code ocs.pulse.team}.
 */
@NullMarked
package ocs.pulse.ledger;

import org.jspecify.annotations.NullMarked;
