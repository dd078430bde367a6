package ocs.pulse.live;

import java.nio.charset.StandardCharsets;

/**
 * An answer as it was read.
 *
 * @param id names the answer: another one exactly when the answer is another one
 * @param data one line of UTF-8, shared by all who are sent it
 * @param basis what it was read from; where that is the same, so is the answer
 * @param freshness one line that says which state of the source the answer reflects
 */
public record Reading(String id, byte[] data, Object basis, String freshness) {

    /** The same answer, of a later state. */
    public Reading asOf(String later) {
        return new Reading(id, data, basis, later);
    }

    /** The event that carries the answer, followed by the comment that says how fresh it is. */
    byte[] event() {
        byte[] head = utf8("id: " + id + "\ndata: ");
        byte[] tail = utf8("\n\n" + comment());
        byte[] event = new byte[head.length + data.length + tail.length];
        System.arraycopy(head, 0, event, 0, head.length);
        System.arraycopy(data, 0, event, head.length, data.length);
        System.arraycopy(tail, 0, event, head.length + data.length, tail.length);
        return event;
    }

    /** A comment line: the heartbeat. */
    byte[] heartbeat() {
        return utf8(comment());
    }

    private String comment() {
        return ": " + freshness + "\n\n";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
