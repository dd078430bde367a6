package ocs.pulse.query.dashboard;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ocs.pulse.change.PgTime;
import ocs.pulse.query.BadParameter;
import ocs.pulse.query.Parameters;

/**
 * Reads the window of a question. {@code start_date} and {@code end_date} say it where {@code date_range} is
 * {@code custom} or absent; with any other range they have no say, because the dashboard's page sends them along always.
 */
final class WindowParameters {
    static final String RANGE = "date_range";
    static final String START = "start_date";
    static final String END = "end_date";
    static final String ZONE = "tz";
    static final Set<String> NAMES = Set.of(RANGE, START, END, ZONE);

    private static final String CUSTOM = "custom";
    private static final Map<String, Integer> DAYS = Map.of("7", 7, "30", 30, "90", 90, "365", 365);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);

    private WindowParameters() {}

    static ZoneId zone(Parameters parameters) {
        Optional<String> name = parameters.one(ZONE);
        if (name.isPresent() && !ZoneId.getAvailableZoneIds().contains(name.get())) {
            throw new BadParameter(ZONE, "Takes the name of an IANA time zone, not '" + name.get() + "'");
        }
        return ZoneId.of(name.orElse("UTC"));
    }

    static Window window(Parameters parameters, ZoneId zone, Instant now) {
        Optional<String> start = parameters.one(START);
        Optional<String> end = parameters.one(END);
        String range = parameters.one(RANGE).orElse(start.isPresent() || end.isPresent() ? CUSTOM : "30");
        if (range.equals(CUSTOM)) {
            return custom(start, end, zone);
        }
        Integer days = DAYS.get(range);
        if (days == null) {
            throw new BadParameter(RANGE, "Takes 7, 30, 90, 365 or custom, not '" + range + "'");
        }
        LocalDate today = now.atZone(zone).toLocalDate();
        return new Window(startOf(today.minusDays(days), zone), startOf(today.plusDays(1), zone));
    }

    private static Window custom(Optional<String> start, Optional<String> end, ZoneId zone) {
        String from = start.orElseThrow(() -> new BadParameter(START, "Needed for a custom range"));
        String to = end.orElseThrow(() -> new BadParameter(END, "Needed for a custom range"));
        long first = edge(START, from, 0, zone);
        long last = edge(END, to, 1, zone);
        boolean areDates = isDate(from) && isDate(to);
        if (areDates ? edge(START, from, 0, ZoneOffset.UTC) > edge(END, to, 0, ZoneOffset.UTC) : first > last) {
            throw new BadParameter(END, "Lies before " + START);
        }
        return new Window(first, last);
    }

    private static boolean isDate(String text) {
        return text.indexOf('T') < 0;
    }

    /** A time as it is, or the start of a date so many days on. */
    private static long edge(String name, String text, int days, ZoneId zone) {
        try {
            if (!isDate(text)) {
                return PgTime.of(OffsetDateTime.parse(text).toInstant());
            }
            return startOf(LocalDate.parse(text, DATE).plusDays(days), zone);
        } catch (DateTimeException | ArithmeticException notATime) {
            throw new BadParameter(
                    name,
                    "Takes a date (2025-09-01) or a time with an offset (2025-09-01T00:00:00Z), not '" + text + "'");
        }
    }

    private static long startOf(LocalDate date, ZoneId zone) {
        return PgTime.of(date.atStartOfDay(zone).toInstant());
    }
}
