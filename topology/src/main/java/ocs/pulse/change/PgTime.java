package ocs.pulse.change;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * Timestamps as Postgres keeps them: microseconds since 2000-01-01T00:00:00Z in a {@code long}, whose order is the
 * order of Postgres for every year it knows and for both infinities.
 */
public final class PgTime {
    public static final long INFINITY = Long.MAX_VALUE;
    public static final long MINUS_INFINITY = Long.MIN_VALUE;

    public static final long MICROS_PER_SECOND = 1_000_000L;
    public static final long MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;
    public static final long MICROS_PER_HOUR = 60 * MICROS_PER_MINUTE;
    public static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;

    /** 2000-01-01T00:00:00Z in Unix seconds. */
    private static final long EPOCH_SECOND = 946_684_800L;

    private static final long EPOCH_DAY = EPOCH_SECOND / 86_400;

    private PgTime() {}

    /** Nanoseconds are cut off, as Postgres' own resolution is microseconds. */
    public static long of(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond() - EPOCH_SECOND, MICROS_PER_SECOND),
                instant.getNano() / 1000L);
    }

    /** The instant of a finite timestamp. */
    public static Instant toInstant(long time) {
        if (time == INFINITY || time == MINUS_INFINITY) {
            throw new IllegalArgumentException("Infinity is no instant");
        }
        return Instant.ofEpochSecond(
                EPOCH_SECOND + Math.floorDiv(time, MICROS_PER_SECOND), Math.floorMod(time, MICROS_PER_SECOND) * 1000L);
    }

    /** Reads what an ISO 8601 text with an offset says, or {@code infinity} and {@code -infinity}. */
    public static long parse(String text) {
        return switch (text) {
            case "infinity" -> INFINITY;
            case "-infinity" -> MINUS_INFINITY;
            default -> of(OffsetDateTime.parse(text).toInstant());
        };
    }

    /** ISO 8601 in UTC with six decimals and {@code Z}; infinities by their names. */
    public static String format(long time) {
        if (time == INFINITY) {
            return "infinity";
        }
        if (time == MINUS_INFINITY) {
            return "-infinity";
        }
        LocalDate date = LocalDate.ofEpochDay(EPOCH_DAY + Math.floorDiv(time, MICROS_PER_DAY));
        long ofDay = Math.floorMod(time, MICROS_PER_DAY);
        StringBuilder text = new StringBuilder(32).append(date).append('T');
        digits(text, ofDay / MICROS_PER_HOUR, 2).append(':');
        digits(text, ofDay / MICROS_PER_MINUTE % 60, 2).append(':');
        digits(text, ofDay / MICROS_PER_SECOND % 60, 2).append('.');
        return digits(text, ofDay % MICROS_PER_SECOND, 6).append('Z').toString();
    }

    private static StringBuilder digits(StringBuilder text, long number, int count) {
        for (int place = text.length() + count; text.length() < place; ) {
            text.append('0');
        }
        long rest = number;
        for (int place = text.length() - 1; rest > 0; place--) {
            text.setCharAt(place, (char) ('0' + rest % 10));
            rest /= 10;
        }
        return text;
    }
}
