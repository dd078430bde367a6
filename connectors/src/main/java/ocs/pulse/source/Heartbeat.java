package ocs.pulse.source;

/**
 * What capture writes a few times a second. It moves the slot on while only other tables change, and its place in the
 * log says up to where everything has come.
 */
public enum Heartbeat {
    /** One row of {@link HeartbeatTable}, the one table that is pulse's own. */
    TABLE(HeartbeatTable.BEAT),
    /** A logical message: no table at all, but every slot of the database that asks for messages gets them too. */
    MESSAGE("SELECT pg_logical_emit_message(true, '" + HeartbeatTable.RELATION + "', '')");

    private final String beat;

    Heartbeat(String beat) {
        this.beat = beat;
    }

    /** The statement that is one beat. */
    public String beat() {
        return beat;
    }
}
