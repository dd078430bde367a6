package ocs.pulse.team;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.change.Rows;
import ocs.pulse.proto.MessageBlockProto;
import ocs.pulse.proto.RowProto;
import ocs.pulse.proto.StoredMessageProto;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * The messages of chats with the taggings on them, ascending by id, packed in blocks: neither a scan nor a rewrite costs
 * per message. A block's key names the least id it was made for; a message belongs to the last block that starts at or
 * before it, one before all blocks starts a block of its own.
 */
final class MessageBlocks {
    static final int MOST_MESSAGES = 256;

    private final StoreTable table;

    MessageBlocks(StoreTable table) {
        this.table = table;
    }

    /** Adds a message, or gives one that is there its new values; its taggings stay. */
    void put(long team, Row.Message message) {
        Block block = floor(team, message.chatId(), message.id());
        List<StoredMessageProto> messages = block.messages();
        int at = indexOf(messages, message.id());
        StoredMessageProto.Builder stored = at >= 0
                ? messages.get(at).toBuilder()
                : StoredMessageProto.newBuilder().setId(message.id());
        stored.setType(message.type()).setCreatedAt(message.createdAt());
        if (at >= 0) {
            messages.set(at, stored.build());
        } else {
            messages.add(-at - 1, stored.build());
        }
        store(team, message.chatId(), block.key(), messages);
    }

    /** Removes a message with the taggings on it. */
    void remove(long team, long chat, long message) {
        change(team, chat, message, stored -> null);
    }

    void tag(long team, long chat, long message, Row.Tagging tagging) {
        change(team, chat, message, stored -> without(stored, tagging.id())
                .addTaggings(Rows.toProto(tagging))
                .build());
    }

    void untag(long team, long chat, long message, long tagging) {
        change(team, chat, message, stored -> without(stored, tagging).build());
    }

    void forEach(long team, long chat, Consumer<StoredMessageProto> visitor) {
        table.forEach(TeamKeys.messages(team, chat), (key, value) -> StoreTable.parse(value, MessageBlockProto.parser())
                .getMessagesList()
                .forEach(visitor));
    }

    /** The rows of a block, each message before the taggings on it. */
    static void rows(long chat, byte[] value, Consumer<Placed> visitor) {
        for (StoredMessageProto stored :
                StoreTable.parse(value, MessageBlockProto.parser()).getMessagesList()) {
            visitor.accept(
                    Placed.in(chat, new Row.Message(stored.getId(), chat, stored.getType(), stored.getCreatedAt())));
            for (RowProto tagging : stored.getTaggingsList()) {
                visitor.accept(new Placed(Rows.ofProto(tagging), chat, stored.getId()));
            }
        }
    }

    private void change(long team, long chat, long message, UnaryOperator<@Nullable StoredMessageProto> change) {
        Block block = floor(team, chat, message);
        List<StoredMessageProto> messages = block.messages();
        int at = indexOf(messages, message);
        if (at < 0) {
            return;
        }
        StoredMessageProto changed = change.apply(messages.get(at));
        if (changed == null) {
            messages.remove(at);
        } else {
            messages.set(at, changed);
        }
        store(team, chat, block.key(), messages);
    }

    private static StoredMessageProto.Builder without(StoredMessageProto stored, long tagging) {
        StoredMessageProto.Builder rest = stored.toBuilder().clearTaggings();
        stored.getTaggingsList().stream().filter(one -> one.getId() != tagging).forEach(rest::addTaggings);
        return rest;
    }

    private record Block(Bytes key, List<StoredMessageProto> messages) {}

    private Block floor(long team, long chat, long message) {
        try (KeyValueIterator<Bytes, byte[]> blocks = table.reverseRange(TeamKeys.messagesUntil(team, chat, message))) {
            if (!blocks.hasNext()) {
                return new Block(TeamKeys.messages(team, chat, message), new ArrayList<>());
            }
            KeyValue<Bytes, byte[]> block = blocks.next();
            return new Block(
                    block.key,
                    new ArrayList<>(StoreTable.parse(block.value, MessageBlockProto.parser())
                            .getMessagesList()));
        }
    }

    private void store(long team, long chat, Bytes key, List<StoredMessageProto> messages) {
        if (messages.size() <= MOST_MESSAGES) {
            put(key, messages);
            return;
        }
        // Ids mostly ascend, so the full block is left full and the rest begins the next.
        int split = messages.size() - 1;
        put(key, messages.subList(0, split));
        List<StoredMessageProto> rest = messages.subList(split, messages.size());
        put(TeamKeys.messages(team, chat, rest.get(0).getId()), rest);
    }

    private void put(Bytes key, List<StoredMessageProto> messages) {
        table.put(key, MessageBlockProto.newBuilder().addAllMessages(messages).build());
    }

    /** As {@link java.util.Collections#binarySearch}. */
    private static int indexOf(List<StoredMessageProto> messages, long id) {
        int low = 0;
        int high = messages.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long at = messages.get(middle).getId();
            if (at == id) {
                return middle;
            }
            if (at < id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
