package ocs.pulse.team;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.change.Rows;
import ocs.pulse.proto.ConversationProto;
import ocs.pulse.proto.RowProto;
import ocs.pulse.view.SharedTables;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * What a change does to the store: the row itself, and every aggregate that it is part of. What goes is retracted with the
 * values it was added with, so the aggregates are at every moment those of the rows.
 *
 * <p>Within a transaction rows may come in any order that deferred constraints allow: a session, message or trace may stand
 * where its chat is not yet, or no longer.
 */
final class TeamWriter {
    private final StoreTable table;
    private final MessageBlocks messages;
    private final ExperimentTotals totals;
    private final Activity activity;

    TeamWriter(StoreTable table, KnownTotals known) {
        this.table = table;
        this.messages = new MessageBlocks(table);
        this.totals = new ExperimentTotals(table, known);
        this.activity = new Activity(table);
    }

    /** One row's step within one team. */
    void apply(long team, @Nullable Placed before, @Nullable Placed after, SharedTables shared) {
        if (before != null
                && after != null
                && before.row() instanceof Row.Session was
                && after.row() instanceof Row.Session is
                && before.chatId() == after.chatId()) {
            sessions(team, after.chatId(), sessions -> sessions.without(was).with(is), shared);
            return;
        }
        if (before != null) {
            boolean stays = after != null && after.row().id() == before.row().id() && after.chatId() == before.chatId();
            remove(team, before, stays, shared);
        }
        if (after != null) {
            add(team, after, shared);
        }
    }

    private void add(long team, Placed placed, SharedTables shared) {
        long chat = placed.chatId();
        if (placed.row() instanceof Row.Participant row) {
            table.put(TeamKeys.participant(team, row.id()), Rows.toProto(row));
        } else if (placed.row() instanceof Row.Chat row) {
            put(team, chat, conversation(team, chat).toBuilder().setChat(Rows.toProto(row)));
        } else if (placed.row() instanceof Row.Session row) {
            sessions(team, chat, sessions -> sessions.with(row), shared);
        } else if (placed.row() instanceof Row.Message row) {
            messages.put(team, row);
            count(team, row, 1, shared);
        } else if (placed.row() instanceof Row.Tagging row && placed.messageId() != 0) {
            messages.tag(team, chat, placed.messageId(), row);
        } else if (placed.row() instanceof Row.Tagging row) {
            put(team, chat, withoutTagging(conversation(team, chat), row.id()).addTaggings(Rows.toProto(row)));
        } else if (placed.row() instanceof Row.Trace row) {
            table.put(TeamKeys.trace(team, chat, row.id()), Rows.toProto(row));
            totals.addTrace(team, row, Usage.counts(row, holder(team, chat), shared));
        } else {
            throw new IllegalArgumentException(placed.row().table() + " belongs to no team");
        }
    }

    /** @param stays the row is added again at the same place, so what hangs on it stays */
    private void remove(long team, Placed placed, boolean stays, SharedTables shared) {
        long chat = placed.chatId();
        if (placed.row() instanceof Row.Participant row) {
            table.delete(TeamKeys.participant(team, row.id()));
        } else if (placed.row() instanceof Row.Chat) {
            put(team, chat, conversation(team, chat).toBuilder().clearChat());
        } else if (placed.row() instanceof Row.Session row) {
            sessions(team, chat, sessions -> sessions.without(row), shared);
        } else if (placed.row() instanceof Row.Message row) {
            count(team, row, -1, shared);
            if (!stays) {
                messages.remove(team, chat, row.id());
            }
        } else if (placed.row() instanceof Row.Tagging row && placed.messageId() != 0) {
            messages.untag(team, chat, placed.messageId(), row.id());
        } else if (placed.row() instanceof Row.Tagging row) {
            put(team, chat, withoutTagging(conversation(team, chat), row.id()));
        } else if (placed.row() instanceof Row.Trace row) {
            table.delete(TeamKeys.trace(team, chat, row.id()));
            totals.removeTrace(team, row);
        } else {
            throw new IllegalArgumentException(placed.row().table() + " belongs to no team");
        }
    }

    /** A chat's sessions become others, and with its holder whether its messages and traces count. */
    private void sessions(long team, long chat, UnaryOperator<ChatSessions> change, SharedTables shared) {
        ConversationProto conversation = conversation(team, chat);
        ChatSessions before = ChatSessions.of(conversation);
        ChatSessions after = change.apply(before);
        recount(team, chat, before.holder(), shared, after.holder(), shared);
        put(team, chat, after.into(conversation.toBuilder()));
    }

    /** The chat's holder and what is known of its channel become others: what they counted for goes, what they count for comes. */
    private void recount(
            long team,
            long chat,
            Row.@Nullable Session was,
            SharedTables before,
            Row.@Nullable Session is,
            SharedTables after) {
        boolean wasUsage = Usage.counts(was, before);
        boolean isUsage = Usage.counts(is, after);
        if (was != null && wasUsage) {
            totals.session(team, was, -1);
        }
        if (is != null && isUsage) {
            totals.session(team, is, 1);
        }
        boolean tracesStay = wasUsage == isUsage && (wasUsage || (was != null && is != null && was.id() == is.id()));
        if (!tracesStay) {
            for (Row.Trace trace : traces(team, chat)) {
                totals.removeTrace(team, trace);
                totals.addTrace(team, trace, Usage.counts(trace, is, after));
            }
        }
        boolean isCounted = Usage.countsMessages(team, is, after);
        if (isCounted != Usage.countsMessages(team, was, before)) {
            messages.forEach(
                    team,
                    chat,
                    message -> activity.message(team, message.getType(), message.getCreatedAt(), isCounted ? 1 : -1));
        }
    }

    /**
     * A channel has changed, come or gone. Where that makes its sessions evaluation or real usage, everything that hangs
     * on them is counted anew: a scan of all conversations of the partition.
     */
    void channel(long channel, SharedTables before, SharedTables after) {
        if (Usage.isEvaluation(before.channel(channel)) != Usage.isEvaluation(after.channel(channel))) {
            table.teams().forEach(team -> channel(team, channel, before, after));
        }
    }

    private void channel(long team, long channel, SharedTables before, SharedTables after) {
        try (KeyValueIterator<Bytes, byte[]> conversations = table.range(TeamKeys.conversations(team))) {
            while (conversations.hasNext()) {
                KeyValue<Bytes, byte[]> entry = conversations.next();
                ConversationProto conversation = StoreTable.parse(entry.value, ConversationProto.parser());
                if (conversation.hasSession()
                        && conversation.getSession().getSession().getChannelId() == channel) {
                    Row.Session session = (Row.Session) Rows.ofProto(conversation.getSession());
                    recount(team, TeamKeys.chat(entry.key), session, before, session, after);
                }
            }
        }
    }

    private void count(long team, Row.Message message, int step, SharedTables shared) {
        if (Usage.countsMessages(team, holder(team, message.chatId()), shared)) {
            activity.message(team, message.type(), message.createdAt(), step);
        }
    }

    private List<Row.Trace> traces(long team, long chat) {
        List<Row.Trace> traces = new ArrayList<>();
        table.forEach(TeamKeys.traces(team, chat), (key, value) -> traces.add((Row.Trace) Rows.parse(value)));
        return traces;
    }

    private Row.@Nullable Session holder(long team, long chat) {
        ConversationProto conversation = conversation(team, chat);
        return conversation.hasSession() ? (Row.Session) Rows.ofProto(conversation.getSession()) : null;
    }

    private ConversationProto conversation(long team, long chat) {
        return table.get(
                TeamKeys.conversation(team, chat), ConversationProto.parser(), ConversationProto::getDefaultInstance);
    }

    private void put(long team, long chat, ConversationProto.Builder conversation) {
        table.put(TeamKeys.conversation(team, chat), conversation.build());
    }

    private static ConversationProto.Builder withoutTagging(ConversationProto conversation, long tagging) {
        ConversationProto.Builder rest = conversation.toBuilder().clearTaggings();
        for (RowProto one : conversation.getTaggingsList()) {
            if (one.getId() != tagging) {
                rest.addTaggings(one);
            }
        }
        return rest;
    }
}
