package ocs.pulse.query.chatbot;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import ocs.pulse.change.Row;
import ocs.pulse.view.TeamView;

/** Counts the figures from a view, in one pass over its sessions and traces. */
public final class ViewChatbotFigures implements ChatbotFigures {
    private final TeamView view;
    private final Map<Long, Count> counts = new HashMap<>();

    public ViewChatbotFigures(TeamView view) {
        this.view = view;
        for (int conversation = 0; conversation < view.conversationBound(); conversation++) {
            if (view.hasSession(conversation) && !isEvaluation(conversation)) {
                count(view.experimentId(conversation)).session(view.participantId(conversation));
            }
        }
        for (int trace = 0; trace < view.traceBound(); trace++) {
            long experiment = view.traceExperimentId(trace);
            if (view.traceId(trace) != TeamView.NONE && experiment != TeamView.NONE && !isOfEvaluation(trace)) {
                count(experiment).trace(view.traceTime(trace));
            }
        }
    }

    @Override
    public ChatbotTotals totals(long experimentId) {
        Count count = counts.get(experimentId);
        return count == null ? ChatbotTotals.NONE : count.totals();
    }

    @Override
    public void traces(long experimentId, long first, long last, TraceVisitor visitor) {
        for (int trace = 0; trace < view.traceBound(); trace++) {
            long time = view.traceTime(trace);
            if (view.traceId(trace) != TeamView.NONE
                    && view.traceExperimentId(trace) == experimentId
                    && first <= time
                    && time <= last) {
                visitor.visit(time, view.traceStatus(trace));
            }
        }
    }

    private boolean isOfEvaluation(int trace) {
        int conversation = view.traceConversation(trace);
        return conversation >= 0 && view.hasSession(conversation) && isEvaluation(conversation);
    }

    /** By the platform of the channel, deleted ones included. */
    private boolean isEvaluation(int conversation) {
        long id = view.channelId(conversation);
        Row.Channel channel = id == TeamView.NONE ? null : view.shared().channel(id);
        return channel != null && channel.platform().equals("evaluations");
    }

    private Count count(long experimentId) {
        return counts.computeIfAbsent(experimentId, id -> new Count());
    }

    private static final class Count {
        private final Set<Long> participants = new HashSet<>();
        private int sessions;
        private int interactions;
        private long lastActivity = TeamView.NEVER;

        void session(long participant) {
            sessions++;
            if (participant != TeamView.NONE) {
                participants.add(participant);
            }
        }

        void trace(long time) {
            boolean newest = interactions == 0 || time > lastActivity;
            interactions++;
            lastActivity = newest ? time : lastActivity;
        }

        ChatbotTotals totals() {
            return new ChatbotTotals(sessions, participants.size(), interactions, lastActivity);
        }
    }
}
