package ocs.pulse.live;

/** Somebody who is sent an answer whenever it changes. No method waits for the receiver. */
public interface Follower {

    /** Sends an event; one that is still waiting to be sent is dropped for it. */
    void event(byte[] frame);

    /** Sends a comment, unless something else is still waiting. */
    void heartbeat(byte[] frame);

    /** Whether it is still there and may still be told. */
    boolean isWelcome();

    /** Ends it; may be called more than once. */
    void end();
}
