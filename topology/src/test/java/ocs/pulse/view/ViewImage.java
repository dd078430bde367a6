package ocs.pulse.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import org.jspecify.annotations.Nullable;

/** All that a view tells, as text without ordinals: read from a view, or worked out from the rows. */
public final class ViewImage {
    private ViewImage() {}

    /** By chat and by trace, what the view says. */
    public static Map<String, String> of(TeamView view) {
        Map<String, String> image = new TreeMap<>();
        for (int conversation = 0; conversation < view.conversationBound(); conversation++) {
            String text = conversation(view, conversation);
            if (!text.isEmpty()) {
                image.put("chat " + view.chatId(conversation), text);
            }
        }
        for (int trace = 0; trace < view.traceBound(); trace++) {
            if (view.traceId(trace) != TeamView.NONE) {
                int conversation = view.traceConversation(trace);
                image.put(
                        "trace " + view.traceId(trace),
                        trace(
                                conversation < 0 ? null : (Long) view.chatId(conversation),
                                view.traceExperimentId(trace),
                                view.traceTime(trace),
                                view.traceDurationMs(trace),
                                view.traceStatus(trace)));
            }
        }
        view.participants().forEach(row -> image.put("participant " + row.id(), row.toString()));
        return image;
    }

    private static String conversation(TeamView view, int conversation) {
        StringBuilder text = new StringBuilder();
        if (view.hasChat(conversation)) {
            text.append(" here");
        }
        if (view.hasSession(conversation)) {
            text.append(session(new Row.Session(
                    view.sessionId(conversation),
                    view.sessionTeamId(conversation),
                    view.externalId(conversation),
                    view.experimentId(conversation),
                    orNull(view.participantId(conversation)),
                    view.chatId(conversation),
                    orNull(view.channelId(conversation)),
                    view.platform(conversation),
                    false,
                    view.status(conversation),
                    view.createdAt(conversation),
                    view.endedAt(conversation) == TeamView.NEVER ? null : (Long) view.endedAt(conversation))));
        }
        text.append(tags(" tagged", view.chatTags(conversation)));
        for (int m = view.messageStart(conversation); m < view.messageEnd(conversation); m++) {
            text.append(' ').append(view.messageTime(m)).append('/').append(view.messageType(m));
            text.append(tags("", view.messageTags(m)));
        }
        return text.toString();
    }

    /** The same of the rows of one team, in any order. */
    public static Map<String, String> of(Collection<Placed> rows) {
        Map<String, String> image = new TreeMap<>();
        Map<Long, Long> chatOfSession = new HashMap<>();
        TreeSet<Long> chats = new TreeSet<>();
        for (Placed placed : rows) {
            if (placed.row() instanceof Row.Session session) {
                chatOfSession.put(session.id(), placed.chatId());
            }
            if (placed.row() instanceof Row.Participant participant) {
                image.put("participant " + participant.id(), participant.toString());
            }
            chats.add(placed.chatId());
        }
        for (long chat : chats) {
            String text = conversation(
                    rows.stream().filter(row -> row.chatId() == chat).toList());
            if (!text.isEmpty()) {
                image.put("chat " + chat, text);
            }
        }
        for (Placed placed : rows) {
            if (placed.row() instanceof Row.Trace trace) {
                Long chat = trace.sessionId() == null ? null : chatOfSession.get(trace.sessionId());
                long experiment = trace.experimentId() == null ? TeamView.NONE : trace.experimentId();
                image.put(
                        "trace " + trace.id(),
                        trace(chat, experiment, trace.timestamp(), trace.durationMs(), trace.status()));
            }
        }
        return image;
    }

    private static String conversation(List<Placed> rows) {
        StringBuilder text = new StringBuilder();
        List<Row.Message> messages = new ArrayList<>();
        TagSets sets = new TagSets();
        TagSet chatTags = TagSet.EMPTY;
        Map<Long, TagSet> messageTags = new HashMap<>();
        String here = "";
        String session = "";
        for (Placed placed : rows) {
            if (placed.row() instanceof Row.Chat) {
                here = " here";
            } else if (placed.row() instanceof Row.Session row) {
                session = session(row);
            } else if (placed.row() instanceof Row.Message row) {
                messages.add(row);
            } else if (placed.row() instanceof Row.Tagging row && placed.messageId() == 0) {
                chatTags = sets.with(chatTags, row.tagId(), row.teamId());
            } else if (placed.row() instanceof Row.Tagging row) {
                TagSet old = messageTags.getOrDefault(placed.messageId(), TagSet.EMPTY);
                messageTags.put(placed.messageId(), sets.with(old, row.tagId(), row.teamId()));
            }
        }
        text.append(here).append(session).append(tags(" tagged", chatTags));
        messages.sort(Comparator.comparingLong(Row.Message::createdAt).thenComparingLong(Row.Message::id));
        for (Row.Message message : messages) {
            text.append(' ').append(message.createdAt()).append('/');
            text.append(Marks.type(Marks.of(message.type(), TagSet.EMPTY)));
            text.append(tags("", messageTags.getOrDefault(message.id(), TagSet.EMPTY)));
        }
        return text.toString();
    }

    private static String session(Row.Session row) {
        return " " + row;
    }

    private static String tags(String what, TagSet set) {
        return set.isEmpty() ? "" : what + set + java.util.Arrays.toString(set.teamIds());
    }

    private static String trace(@Nullable Long chat, long experiment, long time, long duration, String status) {
        return "of " + chat + " by " + experiment + " at " + time + " took " + duration + " " + status;
    }

    private static @Nullable Long orNull(long id) {
        return id == TeamView.NONE ? null : (Long) id;
    }
}
