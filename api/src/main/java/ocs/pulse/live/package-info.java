/**
 * Answers that are followed: server-sent events, each computed once and shared by all who follow the same.
 *
 * <p>Comes in: a {@link ocs.pulse.live.Source} that reads an answer, and word that it may have changed. Goes out: events
 * and heartbeats to the {@link ocs.pulse.live.Follower}s of its {@link ocs.pulse.live.Feed}, over connections that hold no
 * thread and keep no more than the latest. Knows no team, no question and no route. Read {@link ocs.pulse.live.Feeds} next.
 */
@NullMarked
package ocs.pulse.live;

import org.jspecify.annotations.NullMarked;
