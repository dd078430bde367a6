package ocs.pulse.query.dashboard;

import java.util.ArrayList;
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
final class UserEngagement implements Counter<UserEngagement> {
    private final TeamView view;
    private final int limit;
    private final int[] messages;
    private final int[] sessions;
    private final long[] last;
    private final Numbers minutes = new Numbers();
    private List<Author> authors = List.of();
    private List<Histogram.Bin> bins = List.of();

    /** @param participantName the name, where it is empty the identifier */
    public record Author(
            long participantId, String participantName, int totalMessages, int totalSessions, String lastActivity) {}

    public record Result(List<Author> mostActiveParticipants, List<Histogram.Bin> sessionLengthDistribution) {}

    /** @param limit so many participants */
    UserEngagement(TeamView view, int limit) {
        this.view = view;
        this.limit = limit;
        int bound = view.participantBound();
        messages = new int[bound];
        sessions = new int[bound];
        last = new long[bound];
    }

    @Override
    public void add(Activity activity) {
        for (int at = 0; at < activity.size; at++) {
            if (activity.isActiveSession[at]) {
                addLength(view.createdAt(activity.conversation[at]), activity.endedAt[at]);
                addAuthor(activity.participant[at], activity.humans[at], 1, activity.lastHuman[at]);
            }
        }
    }

    private void addLength(long createdAt, long endedAt) {
        if (endedAt != TeamView.NEVER && Durations.isMeasurable(createdAt, endedAt)) {
            minutes.add(Double.doubleToRawLongBits(Durations.minutes(createdAt, endedAt)));
        }
    }

    private void addAuthor(int participant, int humans, int more, long lastHuman) {
        if (participant >= 0 && humans > 0) {
            last[participant] = messages[participant] == 0 ? lastHuman : Math.max(last[participant], lastHuman);
            messages[participant] += humans;
            sessions[participant] += more;
        }
    }

    @Override
    public void add(UserEngagement other) {
        for (int participant = 0; participant < messages.length; participant++) {
            addAuthor(participant, other.messages[participant], other.sessions[participant], other.last[participant]);
        }
        minutes.addAll(other.minutes);
    }

    @Override
    public void end() {
        authors = top().stream().map(this::author).toList();
        bins = Histogram.of(minutes);
    }

    Result result() {
        return new Result(authors, bins);
    }

    /** The most active ones, best first: of all that come by, only so many are kept, the worst of them in front. */
    private List<Integer> top() {
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
                ? Long.compare(view.participantOf(one), view.participantOf(other))
                : Integer.compare(messages[other], messages[one]);
    }

    private Author author(int participant) {
        long id = view.participantOf(participant);
        return new Author(
                id, nameOf(id), messages[participant], sessions[participant], PgTime.format(last[participant]));
    }

    private String nameOf(long id) {
        Row.Participant participant = view.participant(id);
        if (participant == null) {
            return "";
        }
        return participant.name().isEmpty() ? participant.identifier() : participant.name();
    }
}
