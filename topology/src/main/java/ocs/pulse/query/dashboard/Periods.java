package ocs.pulse.query.dashboard;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import ocs.pulse.change.PgTime;
import ocs.pulse.view.LongIndex;
import org.jspecify.annotations.Nullable;

/**
 * The periods that something happened in, numbered as they turn up. A period is known by the instant it starts at. Where a
 * zone sets its clocks back, the hour that comes twice is two periods; a day begins at its first instant there is.
 *
 * <p>Between two changes of a zone's offset it is all arithmetic; the last period and every such span are remembered,
 * because neighbours in a conversation are neighbours in time.
 */
final class Periods {
    /** Days from 1970-01-01 to 2000-01-01, a Saturday. */
    private static final long EPOCH_DAY = 10_957;

    private final Granularity granularity;
    private final ZoneId zone;
    private final ZoneRules rules;
    private final TreeMap<Long, Span> spans = new TreeMap<>();
    private final LongIndex numbers = new LongIndex();
    private long[] starts = new long[64];
    private @Nullable String[] labels = new String[0];
    private int[] order = new int[0];

    private Span span = new Span(0, 0, 0);
    private long cachedFrom;
    private long cachedTo;
    private int cached;

    /** A time with one offset, all in microseconds. */
    private record Span(long from, long to, long offset) {
        boolean contains(long time) {
            return from <= time && time < to;
        }
    }

    Periods(Granularity granularity, ZoneId zone) {
        this.granularity = granularity;
        this.zone = zone;
        this.rules = zone.getRules();
    }

    /** Every number is below this. */
    int bound() {
        return numbers.size();
    }

    /** The number of the period that a finite time lies in. */
    int of(long time) {
        return cachedFrom <= time && time < cachedTo ? cached : seek(time);
    }

    /** Until when times after the one last asked for have its number; exclusive. */
    long end() {
        return cachedTo;
    }

    /** The numbers here of another's periods, by their numbers there. */
    int[] numbersOf(Periods other) {
        return Arrays.stream(other.starts, 0, other.bound())
                .mapToInt(this::number)
                .toArray();
    }

    /** The numbers in the order of time; asked for when all have turned up. */
    int[] inOrder() {
        if (order.length != bound()) {
            order = sorted();
        }
        return order;
    }

    private int[] sorted() {
        return IntStream.range(0, bound())
                .boxed()
                .sorted((one, other) -> Long.compare(starts[one], starts[other]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** A day as its date in the zone, any other period as the instant it starts at. */
    String label(int period) {
        if (labels.length < bound()) {
            labels = Arrays.copyOf(labels, bound());
        }
        String label = labels[period];
        if (label == null) {
            label = write(period);
            labels[period] = label;
        }
        return label;
    }

    private String write(int period) {
        long start = starts[period];
        return granularity == Granularity.DAILY
                ? PgTime.toInstant(start).atZone(zone).toLocalDate().toString()
                : PgTime.format(start);
    }

    private int seek(long time) {
        if (!span.contains(time)) {
            span = spanOf(time);
        }
        long local = time + span.offset;
        long from;
        long to;
        if (granularity == Granularity.HOURLY) {
            from = local - Math.floorMod(local, PgTime.MICROS_PER_HOUR);
            to = from + PgTime.MICROS_PER_HOUR;
        } else {
            long day = Math.floorDiv(local, PgTime.MICROS_PER_DAY);
            from = firstDay(day) * PgTime.MICROS_PER_DAY;
            to = nextFirstDay(day) * PgTime.MICROS_PER_DAY;
        }
        cached = number(startOf(from));
        cachedFrom = Math.max(from - span.offset, span.from);
        cachedTo = Math.min(to - span.offset, span.to);
        return cached;
    }

    /** The instant of a local time at which a period starts. */
    private long startOf(long local) {
        long start = local - span.offset;
        // Within a day of the span's beginning, midnight may lie before it, or have come twice.
        if (granularity == Granularity.HOURLY || start > span.from + PgTime.MICROS_PER_DAY) {
            return start;
        }
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(local, PgTime.MICROS_PER_DAY) + EPOCH_DAY);
        return PgTime.of(date.atStartOfDay(zone).toInstant());
    }

    private long firstDay(long day) {
        return switch (granularity) {
            case HOURLY, DAILY -> day;
            case WEEKLY -> Math.floorDiv(day + 5, 7) * 7 - 5;
            case MONTHLY -> month(day).toEpochDay() - EPOCH_DAY;
        };
    }

    private long nextFirstDay(long day) {
        return switch (granularity) {
            case HOURLY, DAILY -> day + 1;
            case WEEKLY -> firstDay(day) + 7;
            case MONTHLY -> month(day).plusMonths(1).toEpochDay() - EPOCH_DAY;
        };
    }

    private static LocalDate month(long day) {
        return LocalDate.ofEpochDay(day + EPOCH_DAY).withDayOfMonth(1);
    }

    private int number(long start) {
        int number = numbers.number(start);
        if (number == starts.length) {
            starts = Arrays.copyOf(starts, 2 * number);
        }
        starts[number] = start;
        return number;
    }

    private Span spanOf(long time) {
        Map.Entry<Long, Span> known = spans.floorEntry(time);
        if (known != null && known.getValue().contains(time)) {
            return known.getValue();
        }
        Instant instant = PgTime.toInstant(time);
        // Transitions lie on whole seconds: a microsecond later, one at this very instant is a previous one.
        ZoneOffsetTransition before = rules.previousTransition(instant.plusNanos(1000));
        ZoneOffsetTransition after = rules.nextTransition(instant);
        Span found = new Span(
                before == null ? Long.MIN_VALUE : PgTime.of(before.getInstant()),
                after == null ? Long.MAX_VALUE : PgTime.of(after.getInstant()),
                rules.getOffset(instant).getTotalSeconds() * PgTime.MICROS_PER_SECOND);
        spans.put(found.from, found);
        return found;
    }
}
