package ocs.pulse.query.dashboard;

import java.util.ArrayList;
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
final class BotPerformance implements Counter {
    private final Listing listing;
    private final LongIndex numbers = new LongIndex();
    private final List<Bot> bots = new ArrayList<>();
    private final PairSet seen = new PairSet();

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
        private int participants;
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

        private double meanMinutes() {
            return Ratios.of(seconds * 1e6 + micros, measured) / PgTime.MICROS_PER_MINUTE;
        }
    }

    BotPerformance(Listing listing) {
        this.listing = listing;
        for (Row.Experiment experiment : listing.experiments()) {
            numbers.number(experiment.id());
            bots.add(new Bot());
        }
    }

    @Override
    public void add(Activity activity) {
        if (!activity.isActiveSession()) {
            return;
        }
        TeamView view = activity.view;
        int conversation = activity.conversation;
        int number = numbers.get(view.experimentId(conversation));
        if (number == LongIndex.ABSENT) {
            return;
        }
        Bot bot = bots.get(number);
        bot.sessions++;
        bot.messages += activity.turns();
        if (view.endedAt(conversation) != TeamView.NEVER) {
            bot.ended(view.createdAt(conversation), view.endedAt(conversation));
        }
        int participant = view.participantOrdinal(conversation);
        if (participant >= 0 && seen.add(number, participant)) {
            bot.participants++;
        }
    }

    Result result(BotOrder order) {
        List<Line> lines = new ArrayList<>();
        for (int number = 0; number < bots.size(); number++) {
            lines.add(line(listing.experiments().get(number), bots.get(number)));
        }
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

    private static Line line(Row.Experiment experiment, Bot bot) {
        return new Line(
                experiment.id(),
                experiment.name(),
                bot.participants,
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
