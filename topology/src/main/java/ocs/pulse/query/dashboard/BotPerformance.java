package ocs.pulse.query.dashboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import ocs.pulse.change.PgTime;
import ocs.pulse.change.Row;
import ocs.pulse.view.LongIndex;
import ocs.pulse.view.TeamView;

/**
 * One row for each listed chatbot, those without a session too: distinct participants of its active sessions (whether or
 * not they wrote), the sessions, the turns in them, the mean duration in minutes and the share (0 to 1) of the sessions
 * that have ended, turns per session. Equal rows stand by name, then id, in both directions.
 */
final class BotPerformance implements Counter<BotPerformance> {
    private final Listing listing;
    private final TeamView view;
    private final Bot[] bots;
    private final DistinctPairs participants = new DistinctPairs();
    private int[] distinct = new int[0];

    /** @param completionRate a fraction, not a percentage */
    public record Line(
            long experimentId,
            String experimentName,
            int participants,
            long sessions,
            long messages,
            double avgSessionDuration,
            double completionRate,
            double avgMessagesPerSession) {}

    public record Result(
            List<Line> results,
            int totalCount,
            int page,
            int pageSize,
            int totalPages,
            boolean hasNext,
            boolean hasPrevious,
            String orderBy,
            String orderDir) {}

    private static final class Bot {
        private long sessions;
        private long messages;
        private long ended;
        private long measured;
        private long seconds;
        private long micros;

        private void ended(long createdAt, long endedAt) {
            ended++;
            if (Durations.isMeasurable(createdAt, endedAt)) {
                measured++;
                seconds += Math.floorDiv(endedAt - createdAt, PgTime.MICROS_PER_SECOND);
                micros += Math.floorMod(endedAt - createdAt, PgTime.MICROS_PER_SECOND);
            }
        }

        private void add(Bot other) {
            sessions += other.sessions;
            messages += other.messages;
            ended += other.ended;
            measured += other.measured;
            seconds += other.seconds;
            micros += other.micros;
        }

        private double meanMinutes() {
            return Ratios.of(seconds * 1e6 + micros, measured) / PgTime.MICROS_PER_MINUTE;
        }
    }

    BotPerformance(TeamView view, Listing listing) {
        this.listing = listing;
        this.view = view;
        this.bots = new Bot[view.experimentBound()];
        Arrays.setAll(bots, experiment -> new Bot());
    }

    @Override
    public void add(Activity activity) {
        for (int at = 0; at < activity.size; at++) {
            if (activity.isActiveSession[at]) {
                addSession(activity, at);
            }
        }
    }

    /** Counted for every experiment; only the listed ones are shown. */
    private void addSession(Activity activity, int at) {
        Bot bot = bots[activity.experiment[at]];
        bot.sessions++;
        bot.messages += activity.turns(at);
        if (activity.endedAt[at] != TeamView.NEVER) {
            bot.ended(view.createdAt(activity.conversation[at]), activity.endedAt[at]);
        }
        if (activity.participant[at] >= 0) {
            participants.add(activity.experiment[at], activity.participant[at]);
        }
    }

    @Override
    public void add(BotPerformance other) {
        for (int experiment = 0; experiment < bots.length; experiment++) {
            bots[experiment].add(other.bots[experiment]);
        }
        participants.addAll(other.participants);
    }

    Result result(BotOrder order) {
        List<Line> lines = lines();
        Comparator<Line> byColumn = Comparator.comparingDouble(column(order.column()));
        lines.sort(order.isDescending() ? byColumn.reversed() : byColumn);
        int count = lines.size();
        int pages = (count + order.pageSize() - 1) / order.pageSize();
        int from = (int) Math.min(count, (order.page() - 1L) * order.pageSize());
        int to = (int) Math.min(count, (long) from + order.pageSize());
        return new Result(
                List.copyOf(lines.subList(from, to)),
                count,
                order.page(),
                order.pageSize(),
                pages,
                order.page() < pages,
                order.page() > 1,
                order.column(),
                order.direction());
    }

    @Override
    public void end() {
        distinct = participants.counts(bots.length, view.participantBound());
    }

    private List<Line> lines() {
        LongIndex numbers = new LongIndex();
        for (int number = 0; number < bots.length; number++) {
            if (bots[number].sessions > 0) {
                numbers.put(view.experimentOf(number), number);
            }
        }
        List<Line> lines = new ArrayList<>();
        for (Row.Experiment experiment : listing.experiments()) {
            int number = numbers.get(experiment.id());
            lines.add(
                    number == LongIndex.ABSENT
                            ? line(experiment, new Bot(), 0)
                            : line(experiment, bots[number], distinct[number]));
        }
        return lines;
    }

    private static Line line(Row.Experiment experiment, Bot bot, int participants) {
        return new Line(
                experiment.id(),
                experiment.name(),
                participants,
                bot.sessions,
                bot.messages,
                bot.meanMinutes(),
                Ratios.of(bot.ended, bot.sessions),
                Ratios.of(bot.messages, bot.sessions));
    }

    private static ToDoubleFunction<Line> column(String name) {
        return switch (name) {
            case "participants" -> Line::participants;
            case "sessions" -> Line::sessions;
            case "messages" -> Line::messages;
            case "avg_session_duration" -> Line::avgSessionDuration;
            case "completion_rate" -> Line::completionRate;
            case "avg_messages_per_session" -> Line::avgMessagesPerSession;
            default -> throw new IllegalArgumentException("No order by " + name);
        };
    }
}
