package ocs.pulse.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ocs.pulse.query.BadParameter;

/** Positions in Postgres' write-ahead log, as Postgres writes them ({@code 16/B374D848}) and as numbers. */
final class LogPosition {
    private static final Pattern POSTGRES = Pattern.compile("([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})");

    private LogPosition() {}

    static String format(long lsn) {
        return Long.toHexString(lsn >>> 32).toUpperCase(java.util.Locale.ROOT) + "/"
                + Long.toHexString(lsn & 0xFFFF_FFFFL).toUpperCase(java.util.Locale.ROOT);
    }

    /** Reads both ways of writing; the number is unsigned. */
    static long parse(String parameter, String text) {
        Matcher matcher = POSTGRES.matcher(text);
        if (matcher.matches()) {
            return Long.parseLong(matcher.group(1), 16) << 32 | Long.parseLong(matcher.group(2), 16);
        }
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException neither) {
            throw new BadParameter(parameter, "Takes a position such as 16/B374D848 or a number, not '" + text + "'");
        }
    }
}
