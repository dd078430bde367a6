/**
 * The session tables: all sessions of a team, and the sessions that a dataset can be chosen from.
 *
 * <p>Comes in: the filter triplets of Open Chat Studio ({@link ocs.pulse.query.session.SessionFilters}) and a view.
 * Goes out: pages of {@link ocs.pulse.query.session.SessionRow}, or external ids. Each filter is bound to a view first,
 * so that what depends on a tag set, a participant or a channel is worked out once for all sessions that share it; which
 * sessions meet a set of filters stays with the view ({@link ocs.pulse.query.session.KeptMatches}).
 */
@NullMarked
package ocs.pulse.query.session;

import org.jspecify.annotations.NullMarked;
