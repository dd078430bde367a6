package ocs.pulse.query.dashboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import ocs.pulse.change.PgTime;
import ocs.pulse.change.Row;
import ocs.pulse.view.TeamView;

/**
 * Who wrote most: participants by their human messages in the window, with the distinct sessions of those and the last of
 * them; equal ones by id. And how long sessions took: a histogram of the minutes from {@code created_at} to
 * {@code ended_at} of the active sessions that have ended.
 */
final class UserEngagement implements Counter {
    private final TeamView view;
    private final long[] ids;
    private final int[] messages;
    private final int[] sessions;
    private final long[] last;
    private double[] minutes = new double[64];
    private int measured;

    /** @param participantName the name, where it is empty the identifier */
    public record Author(
            long participantId, String participantName, int totalMessages, int totalSessions, String lastActivity) {}

    public record Result(List<Author> mostActiveParticipants, List<Histogram.Bin> sessionLengthDistribution) {}

    UserEngagement(TeamView view) {
        this.view = view;
        int bound = view.participantBound();
        ids = new long[bound];
        messages = new int[bound];
        sessions = new int[bound];
        last = new long[bound];
    }

    @Override
    public void add(Activity activity) {
        if (!activity.isActiveSession()) {
            return;
        }
        int conversation = activity.conversation;
        long endedAt = view.endedAt(conversation);
        if (endedAt != TeamView.NEVER && Durations.isMeasurable(view.createdAt(conversation), endedAt)) {
            addMinutes(Durations.minutes(view.createdAt(conversation), endedAt));
        }
        int participant = view.participantOrdinal(conversation);
        if (participant >= 0 && activity.humans > 0) {
            ids[participant] = view.participantId(conversation);
            last[participant] =
                    messages[participant] == 0 ? activity.lastHuman : Math.max(last[participant], activity.lastHuman);
            messages[participant] += activity.humans;
            sessions[participant]++;
        }
    }

    Result result(int limit) {
        return new Result(top(limit).stream().map(this::author).toList(), Histogram.of(minutes, measured));
    }

    /** The most active ones, best first: of all that come by, only so many are kept, the worst of them in front. */
    private List<Integer> top(int limit) {
        PriorityQueue<Integer> kept = new PriorityQueue<>((one, other) -> compare(other, one));
        for (int participant = 0; participant < messages.length; participant++) {
            if (messages[participant] == 0 || (kept.size() == limit && compare(participant, kept.element()) > 0)) {
                continue;
            }
            kept.add(participant);
            if (kept.size() > limit) {
                kept.remove();
            }
        }
        List<Integer> authors = new ArrayList<>(kept);
        authors.sort(this::compare);
        return authors;
    }

    private int compare(int one, int other) {
        return messages[one] == messages[other]
                ? Long.compare(ids[one], ids[other])
                : Integer.compare(messages[other], messages[one]);
    }

    private Author author(int participant) {
        return new Author(
                ids[participant],
                nameOf(ids[participant]),
                messages[participant],
                sessions[participant],
                PgTime.format(last[participant]));
    }

    private String nameOf(long id) {
        Row.Participant participant = view.participant(id);
        if (participant == null) {
            return "";
        }
        return participant.name().isEmpty() ? participant.identifier() : participant.name();
    }

    private void addMinutes(double value) {
        if (measured == minutes.length) {
            minutes = Arrays.copyOf(minutes, 2 * measured);
        }
        minutes[measured++] = value;
    }
}
