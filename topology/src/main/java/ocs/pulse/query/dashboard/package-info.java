/**
 * The dashboard: nine panels over one team's activity in a window of time.
 *
 * <p>Comes in: a {@link ocs.pulse.query.dashboard.DashboardQuestion} and a {@link ocs.pulse.view.TeamView}. Goes out: each
 * panel's result record, or a {@link ocs.pulse.query.dashboard.Dashboard} with all of them from one pass. A
 * {@link ocs.pulse.query.dashboard.Selection} says what counts under the filters, an
 * {@link ocs.pulse.query.dashboard.ActivityScan} hands what happened in each conversation to the panels, and every panel is
 * a class that says what its numbers mean.
 *
 * <p>A counted session is of the team, not of the platform {@code evaluations}, not in state {@code setup}. A turn is a
 * message of type human or ai. An active session is a counted session with a turn in the window. A counted message is one
 * of a chat of the team whose session, if it has one, is a counted session.
 */
@NullMarked
package ocs.pulse.query.dashboard;

import org.jspecify.annotations.NullMarked;
