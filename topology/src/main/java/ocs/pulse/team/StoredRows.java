package ocs.pulse.team;

import java.util.function.Consumer;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.change.Rows;
import ocs.pulse.proto.ConversationProto;
import ocs.pulse.proto.RowProto;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/** Reads the rows of a team back out of its entries: what a view is built from. */
final class StoredRows {
    private StoredRows() {}

    static void forEach(KeyValue<Bytes, byte[]> entry, Consumer<Placed> visitor) {
        switch (TeamKeys.kind(entry.key)) {
            case CONVERSATION -> conversation(TeamKeys.chat(entry.key), entry.value, visitor);
            case MESSAGES -> MessageBlocks.rows(TeamKeys.chat(entry.key), entry.value, visitor);
            case PARTICIPANT -> visitor.accept(Placed.alone(Rows.parse(entry.value)));
            case TRACE -> visitor.accept(Placed.in(TeamKeys.chat(entry.key), Rows.parse(entry.value)));
        }
    }

    private static void conversation(long chat, byte[] value, Consumer<Placed> visitor) {
        ConversationProto conversation = StoreTable.parse(value, ConversationProto.parser());
        if (conversation.hasChat()) {
            visitor.accept(Placed.in(chat, Rows.ofProto(conversation.getChat())));
        }
        for (Row.Session session : ChatSessions.of(conversation).sessions()) {
            visitor.accept(Placed.in(chat, session));
        }
        for (RowProto tagging : conversation.getTaggingsList()) {
            visitor.accept(Placed.in(chat, Rows.ofProto(tagging)));
        }
    }
}
