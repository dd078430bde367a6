package ocs.pulse.team;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.change.Rows;
import ocs.pulse.proto.ConversationProto;
import ocs.pulse.proto.RowProto;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Reads the rows of a team back out of its entries: what a view is built from. */
final class StoredRows {
    /** So many rows are read at a time, about a megabyte. */
    static final int BATCH = 8_192;

    private StoredRows() {}

    /**
     * Every row in the order of the entries. While the visitor takes one batch in, the next is read in another thread, so that
     * two cores build a large view. When this returns or throws, nobody uses the entries any more.
     */
    static void forEach(KeyValueIterator<Bytes, byte[]> entries, Consumer<Placed> visitor) {
        List<Placed> batch = read(entries);
        while (!batch.isEmpty()) {
            CompletableFuture<List<Placed>> next = entries.hasNext()
                    ? CompletableFuture.supplyAsync(() -> read(entries))
                    : CompletableFuture.completedFuture(List.of());
            try {
                batch.forEach(visitor);
            } finally {
                next.handle((rows, failure) -> rows).join();
            }
            batch = taken(next);
        }
    }

    private static List<Placed> read(KeyValueIterator<Bytes, byte[]> entries) {
        List<Placed> batch = new ArrayList<>();
        while (batch.size() < BATCH && entries.hasNext()) {
            forEach(entries.next(), batch::add);
        }
        return batch;
    }

    /** As if it had been read here. */
    private static List<Placed> taken(CompletableFuture<List<Placed>> read) {
        try {
            return read.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw failed;
        }
    }

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
