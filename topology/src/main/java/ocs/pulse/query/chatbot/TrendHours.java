package ocs.pulse.query.chatbot;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import ocs.pulse.change.PgTime;

/** The 48 hours up to an instant, both ends included, in {@link PgTime} microseconds. */
public record TrendHours(long first, long last) {
    /** 48 hours touch 49 hours of the clock. */
    public static final int COUNT = 49;

    private static final long LENGTH = 48 * PgTime.MICROS_PER_HOUR;

    public static TrendHours until(Instant now) {
        long last = PgTime.of(now);
        return new TrendHours(last - LENGTH, last);
    }

    /** The trend of these experiments together; what is still pending counts in neither. */
    Trend of(Iterable<Long> experimentIds, ChatbotFigures figures) {
        int[] successes = new int[COUNT];
        int[] errors = new int[COUNT];
        ChatbotFigures.TraceVisitor count = (time, status) -> {
            switch (status) {
                case "success" -> successes[hour(time)]++;
                case "error" -> errors[hour(time)]++;
                default -> {
                    // Neither has come of it yet.
                }
            }
        };
        experimentIds.forEach(id -> figures.traces(id, first, last, count));
        return new Trend(boxed(successes), boxed(errors));
    }

    /** When the hours of a trend begin, in its order; ISO 8601 in UTC. */
    public List<String> starts() {
        long begin = Math.floorDiv(first, PgTime.MICROS_PER_HOUR) * PgTime.MICROS_PER_HOUR;
        return LongStream.range(0, COUNT)
                .mapToObj(hour -> PgTime.format(begin + hour * PgTime.MICROS_PER_HOUR))
                .toList();
    }

    private int hour(long time) {
        return Math.toIntExact(
                Math.floorDiv(time, PgTime.MICROS_PER_HOUR) - Math.floorDiv(first, PgTime.MICROS_PER_HOUR));
    }

    private static List<Integer> boxed(int[] counts) {
        return Arrays.stream(counts).boxed().toList();
    }
}
