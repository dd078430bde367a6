/**
 * Questions and their answers: the dashboard's panels and the tables, as pure functions of one version of a team.
 *
 * <p>Comes in: the {@link ocs.pulse.query.Parameters} of a request and a {@link ocs.pulse.view.TeamView}. Goes out:
 * records that are written as JSON as they are (field names in snake case). Nothing here reads a clock: the instant that
 * "now" stands for is part of the question. What each number means stands beside the code that counts it.
 */
@NullMarked
package ocs.pulse.query;

import org.jspecify.annotations.NullMarked;
