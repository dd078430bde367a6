/**
 * One team in memory, in columns: what filters, counts, sorts and pages run over.
 *
 * <p>Comes in: a scan of the team's store, then the very changes that the teams stage applies. Goes out: a
 * {@link ocs.pulse.view.TeamView}, one version of the team, held still for as long as a question reads it. The store is
 * the truth, a view can be dropped and built again at any time. What a question works out about all of the team it may leave
 * with the view ({@link ocs.pulse.view.Kept}), which then tells it of each change. Read on in {@code ocs.pulse.query}.
 */
@NullMarked
package ocs.pulse.view;

import org.jspecify.annotations.NullMarked;
