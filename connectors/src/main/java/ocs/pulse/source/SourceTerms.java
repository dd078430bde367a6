package ocs.pulse.source;

/**
 * What the owner of the database allows.
 *
 * @param wholeRows on a server whose publications have no column lists (Postgres 14), whole rows may leave it, message
 *     text included; they are cut to the listed columns in this process, before Kafka
 */
public record SourceTerms(Heartbeat heartbeat, boolean wholeRows) {
    public static final SourceTerms DEFAULT = new SourceTerms(Heartbeat.TABLE, false);

    public boolean heartbeatIsMessage() {
        return heartbeat == Heartbeat.MESSAGE;
    }

    boolean hasTable() {
        return heartbeat == Heartbeat.TABLE;
    }
}
