package ocs.pulse.ledger;

import java.util.function.Function;
import ocs.pulse.change.Row;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/**
 * The rules of ownership. A conversation belongs to its chat's team, and so do its session, messages and the taggings
 * on them; a trace belongs with its session, else to its chatbot's team, else to its own; a participant to its own. The
 * small tables go everywhere.
 */
final class Placement {
    private static final Placing NOWHERE = new Placing.Nowhere();
    private static final long OTHER_KIND = 0;
    private static final long CHAT_KIND = 1;
    private static final long MESSAGE_KIND = 2;

    private final Function<RowId, @Nullable Place> present;

    /** @param present where a row is now; null for one that is not there or waits itself */
    Placement(Function<RowId, @Nullable Place> present) {
        this.present = present;
    }

    /** Whether every partition holds the table's rows. */
    static boolean isShared(SourceTable table) {
        return switch (table) {
            case CONTENT_TYPE, TEAM, EXPERIMENT, CHANNEL, TAG -> true;
            case PARTICIPANT, CHAT, SESSION, MESSAGE, TAGGING, TRACE -> false;
        };
    }

    Placing of(@Nullable Row row) {
        if (row instanceof Row.Message it) {
            return inChat(it.chatId());
        }
        if (row instanceof Row.Session it) {
            return inChat(it.chatId());
        }
        if (row instanceof Row.Tagging it) {
            return tagging(it);
        }
        if (row instanceof Row.Trace it) {
            return trace(it);
        }
        if (row instanceof Row.Chat it) {
            return at(it.teamId(), it.id(), 0);
        }
        if (row instanceof Row.Participant it) {
            return at(it.teamId(), 0, 0);
        }
        if (row instanceof Row.Experiment it) {
            return at(it.teamId(), 0, 0);
        }
        if (row instanceof Row.ContentType it) {
            return at(it.isChat() ? CHAT_KIND : it.isMessage() ? MESSAGE_KIND : OTHER_KIND, 0, 0);
        }
        return row == null ? NOWHERE : at(0, 0, 0);
    }

    /** The row under whose dependents a row is to be listed. */
    static @Nullable RowId listing(@Nullable Row row, Placing placing) {
        if (placing instanceof Placing.Awaiting awaiting) {
            return awaiting.parent();
        }
        if (!(placing instanceof Placing.At at)) {
            return null;
        }
        if (row instanceof Row.Session it) {
            return new RowId(SourceTable.CHAT, it.chatId());
        }
        if (row instanceof Row.Tagging it) {
            return new RowId(at.place().message() == 0 ? SourceTable.CHAT : SourceTable.MESSAGE, it.objectId());
        }
        return null;
    }

    /** The row from which a message, trace or tagging takes its place; null for other rows. */
    static @Nullable RowId followed(@Nullable Row row) {
        if (row instanceof Row.Message it) {
            return new RowId(SourceTable.CHAT, it.chatId());
        }
        if (row instanceof Row.Tagging it) {
            return new RowId(SourceTable.CONTENT_TYPE, it.contentTypeId());
        }
        if (row instanceof Row.Trace it) {
            return it.sessionId() != null
                    ? new RowId(SourceTable.SESSION, it.sessionId())
                    : it.experimentId() == null ? null : new RowId(SourceTable.EXPERIMENT, it.experimentId());
        }
        return null;
    }

    private Placing inChat(long chatId) {
        RowId chat = new RowId(SourceTable.CHAT, chatId);
        Place place = present.apply(chat);
        return place == null ? new Placing.Awaiting(chat) : at(place.team(), chatId, 0);
    }

    private Placing tagging(Row.Tagging it) {
        RowId type = new RowId(SourceTable.CONTENT_TYPE, it.contentTypeId());
        Place kind = present.apply(type);
        if (kind == null) {
            return new Placing.Awaiting(type);
        }
        if (kind.team() == CHAT_KIND) {
            return inChat(it.objectId());
        }
        if (kind.team() != MESSAGE_KIND) {
            return NOWHERE;
        }
        RowId message = new RowId(SourceTable.MESSAGE, it.objectId());
        Place place = present.apply(message);
        return place == null ? new Placing.Awaiting(message) : at(place.team(), place.chat(), it.objectId());
    }

    private Placing trace(Row.Trace it) {
        RowId followed = followed(it);
        if (followed == null) {
            return it.teamId() == null ? NOWHERE : at(it.teamId(), 0, 0);
        }
        Place place = present.apply(followed);
        return place == null ? new Placing.Awaiting(followed) : at(place.team(), place.chat(), 0);
    }

    private static Placing at(long team, long chat, long message) {
        return new Placing.At(new Place(team, chat, message));
    }
}
