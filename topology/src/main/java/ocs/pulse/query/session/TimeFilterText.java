package ocs.pulse.query.session;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ocs.pulse.change.PgTime;

/** Reads a filter on a time: on, before or after a UTC date, or a range back from now. */
final class TimeFilterText {
    static final String BACK_FROM_NOW = "range";

    private static final Pattern RANGE = Pattern.compile("([0-9]{1,6})([mhd])");

    /** A date, or a date and a time with or without an offset; without one it is in UTC. */
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][ ]")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendPattern("[XXXXX][XXXX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private TimeFilterText() {}

    static TimeRange range(FilterText filter, Instant now) {
        return switch (filter.operator()) {
            case "on" -> TimeRange.day(day(filter));
            case "before" -> TimeRange.before(day(filter));
            case "after" -> TimeRange.from(day(filter) + PgTime.MICROS_PER_DAY);
            case BACK_FROM_NOW -> TimeRange.from(PgTime.of(now) - back(filter));
            default ->
                throw filter.badOperator(
                        "'" + filter.column() + "' takes on, before, after, range, not '" + filter.operator() + "'");
        };
    }

    /** Microseconds of a range such as {@code 90m}, {@code 1h} or {@code 7d}. */
    private static long back(FilterText filter) {
        Matcher range = RANGE.matcher(filter.value());
        if (!range.matches()) {
            throw filter.badValue("Takes a number of minutes, hours or days such as 30m, 1h, 7d");
        }
        long unit =
                switch (range.group(2)) {
                    case "m" -> PgTime.MICROS_PER_MINUTE;
                    case "h" -> PgTime.MICROS_PER_HOUR;
                    default -> PgTime.MICROS_PER_DAY;
                };
        return Long.parseLong(range.group(1)) * unit;
    }

    /** The start of the value's day in UTC. */
    private static long day(FilterText filter) {
        try {
            TemporalAccessor moment =
                    MOMENT.parseBest(filter.value(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            LocalDate date = moment instanceof OffsetDateTime at
                    ? at.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate()
                    : LocalDate.from(moment);
            if (date.getYear() < 1 || date.getYear() > 9999) {
                throw new DateTimeException("No year of four digits");
            }
            return PgTime.of(date.atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException notADate) {
            throw filter.badValue("Takes a date such as 2025-09-30, or an ISO 8601 time, not '" + filter.value() + "'");
        }
    }
}
