package ocs.pulse.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;

/** What the routes need of the engine behind them. Every method may throw {@link NotReady}. */
public interface TeamAnswers {

    /** The id of the team with this slug. */
    OptionalLong find(String slug);

    /** The version that an answer would have now, with what it would reflect; costs nothing. */
    Answered<String> version(long team);

    /** Every team there is, by slug: its name. */
    Answered<SortedMap<String, String>> teams();

    /** The whole answer from one version of the team's state. */
    <A> Answered<A> ask(long team, Question<A> question);

    /**
     * Waits until answers about the team contain the position.
     *
     * @param lsn a log sequence number, unsigned
     * @return false where it was not so when the time was over
     */
    boolean await(long team, long lsn, Duration limit) throws InterruptedException;

    /** Runs the listener whenever an answer about the team may have become another; the listener never waits. */
    void listen(long team, Runnable listener);

    void unlisten(long team, Runnable listener);

    /** Who can answer for the team, the best first; empty where nobody is known to. */
    default List<Owner> owners(long team) {
        return List.of(new Owner.Here(false));
    }

    /** The other instances, which may know a team that this one does not. */
    default List<URI> others() {
        return List.of();
    }

    /** The same questions answered from copies of the teams' state, which may be behind. */
    default TeamAnswers standby() {
        throw new NotReady("a standby, which this instance is not", Duration.ofSeconds(1));
    }
}
