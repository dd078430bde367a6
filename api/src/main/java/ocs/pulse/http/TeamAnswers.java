package ocs.pulse.http;

import java.time.Duration;
import java.util.OptionalLong;

/** What the routes need of the engine behind them. Every method may throw {@link NotReady}. */
public interface TeamAnswers {

    /** The id of the team with this slug. */
    OptionalLong find(String slug);

    /** The version that an answer would have now, with what it would reflect; costs nothing. */
    Answered<String> version(long team);

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
}
