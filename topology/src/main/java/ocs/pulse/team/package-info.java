/**
 * The second stage: everything about a team, in one partition and one store, and the views that questions read.
 *
 * <p>Comes in: {@link ocs.pulse.change.TeamRecord}s in commit order. Kept: the rows of each team, aggregates that are
 * retracted exactly, the position. Goes out: answers, through {@link ocs.pulse.team.Teams}; no topic.
 *
 * <p>Read {@link ocs.pulse.team.TeamsProcessor}, then {@link ocs.pulse.team.TeamWriter} for what a change does to the
 * store, and {@link ocs.pulse.team.TeamPartition} for how readers and the one writer get along (the only hard part).
 * {@link ocs.pulse.team.EarlyViews} builds large views before anybody asks. Questions themselves are
 * in {@code ocs.pulse.query}.
 */
@NullMarked
package ocs.pulse.team;

import org.jspecify.annotations.NullMarked;
