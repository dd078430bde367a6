package ocs.pulse.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/** One row's columns as JSON, read by name and kind. */
final class Columns {
    private final JsonNode row;

    Columns(JsonNode row) {
        this.row = row;
    }

    boolean has(String name) {
        return row.has(name);
    }

    long integer(String name) {
        return present(name, integerOrNull(name));
    }

    @Nullable
    Long integerOrNull(String name) {
        JsonNode value = row.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new UnreadableColumn(name + " is no integer");
        }
        return value.longValue();
    }

    boolean flag(String name) {
        JsonNode value = row.get(name);
        if (value == null || !value.isBoolean()) {
            throw new UnreadableColumn(name + " is no boolean");
        }
        return value.booleanValue();
    }

    String text(String name) {
        return present(name, textOrNull(name));
    }

    @Nullable
    String textOrNull(String name) {
        JsonNode value = row.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new UnreadableColumn(name + " is no text");
        }
        return wellFormed(value.textValue());
    }

    /** {@link PgTime} microseconds. */
    long time(String name) {
        return present(name, timeOrNull(name));
    }

    @Nullable
    Long timeOrNull(String name) {
        JsonNode value = row.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new UnreadableColumn(name + " is no timestamp");
        }
        try {
            return PgTime.parse(value.textValue());
        } catch (DateTimeException | ArithmeticException e) {
            throw new UnreadableColumn(name + " is no timestamp");
        }
    }

    private static <T> T present(String name, @Nullable T value) {
        if (value == null) {
            throw new UnreadableColumn(name + " is missing");
        }
        return value;
    }

    /** Half a surrogate pair cannot be stored as UTF-8: U+FFFD takes its place, so that what is kept equals what was read. */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints()
                        .map(point -> isSurrogate(point) ? 0xFFFD : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        }
        return text;
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
