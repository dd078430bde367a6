/**
 * The stages put together and run.
 *
 * <p>Comes in: {@code ocs.changes}, the one ordered log of the database's changes. Goes out: {@link ocs.pulse.team.Teams},
 * which answers questions. In between, in the order of the data: {@code change} (envelopes to rows), {@code ledger} (rows to
 * complete changes, each to its team), {@code team} (changes to stores), {@code store} (the stores on disk, and what is done about
 * damaged ones), {@code view} (a team in columns), {@code query} (questions and answers). Read {@link ocs.pulse.PulseTopology} first.
 */
@NullMarked
package ocs.pulse;

import org.jspecify.annotations.NullMarked;
