package ocs.pulse.change;

/**
 * A row and the place the ledger found for it.
 *
 * @param chatId the conversation it is part of (a chat, session, message or tagging always; a trace by its session); 0
 *     for a row that is part of none
 * @param messageId for a tagging on a message that message, else 0
 */
public record Placed(Row row, long chatId, long messageId) {

    /** A row that is part of no conversation. */
    public static Placed alone(Row row) {
        return new Placed(row, 0, 0);
    }

    /** A row of a conversation. */
    public static Placed in(long chatId, Row row) {
        return new Placed(row, chatId, 0);
    }
}
