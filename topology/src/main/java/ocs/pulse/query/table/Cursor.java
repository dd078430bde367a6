package ocs.pulse.query.table;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import ocs.pulse.query.BadParameter;

/**
 * The place between two pages: the last row of the one before, by its key and its id, so that rows which come and go
 * elsewhere move nothing. Written as 8 bytes of a digest over the question, 4 of the page's number, 8 of the id, one
 * that says what the key is, and the key.
 *
 * @param question digest of the question that the cursor belongs to
 * @param page the number of the page that begins here
 * @param id the last row's id
 * @param key the last row's key
 */
record Cursor(long question, int page, long id, Key key) {
    static final String PARAMETER = "cursor";

    /** Longer keys would not fit into a URL; they are found again by the row's id. */
    private static final int LONGEST_TEXT = 256;

    /** The key of a row. */
    sealed interface Key {
        /** The key of a row in the column of the order. */
        static Key of(SortKey key, int ordinal) {
            if (key instanceof SortKey.Numbers numbers) {
                long number = numbers.of().applyAsLong(ordinal);
                return number == numbers.missing() ? new Missing() : new Number(number);
            }
            String text = ((SortKey.Texts) key).of().apply(ordinal);
            return text == null ? new Missing() : Text.of(text);
        }

        record Missing() implements Key {}

        record Number(long value) implements Key {}

        /** Where {@code cut}, only the beginning of the text. */
        record Text(String value, boolean cut) implements Key {
            static Text of(String text) {
                if (text.length() <= LONGEST_TEXT) {
                    return new Text(text, false);
                }
                int end = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
                return new Text(text.substring(0, end), true);
            }
        }
    }

    /** What makes cursors of another team, table, order or filter differ. */
    static long digest(String question) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(question.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    Cursor at(Key other) {
        return new Cursor(question, page, id, other);
    }

    String encode() {
        byte kind = 0;
        byte[] value = new byte[0];
        if (key instanceof Key.Number number) {
            kind = 1;
            value = ByteBuffer.allocate(Long.BYTES).putLong(number.value()).array();
        } else if (key instanceof Key.Text text) {
            kind = (byte) (text.cut() ? 3 : 2);
            value = text.value().getBytes(StandardCharsets.UTF_8);
        }
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES + 1 + value.length);
        bytes.putLong(question).putInt(page).putLong(id).put(kind).put(value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    static Cursor decode(String text) {
        ByteBuffer bytes = bytes(text);
        if (bytes.remaining() <= 2 * Long.BYTES + Integer.BYTES) {
            throw unreadable();
        }
        long question = bytes.getLong();
        int page = bytes.getInt();
        long id = bytes.getLong();
        byte kind = bytes.get();
        return new Cursor(question, page, id, key(kind, bytes));
    }

    private static Key key(byte kind, ByteBuffer bytes) {
        return switch (kind) {
            case 0 -> new Key.Missing();
            case 1 -> {
                if (bytes.remaining() != Long.BYTES) {
                    throw unreadable();
                }
                yield new Key.Number(bytes.getLong());
            }
            case 2, 3 -> new Key.Text(StandardCharsets.UTF_8.decode(bytes).toString(), kind == 3);
            default -> throw unreadable();
        };
    }

    private static ByteBuffer bytes(String text) {
        try {
            return ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            throw unreadable();
        }
    }

    /** Not one of ours, or not for this order. */
    static BadParameter unreadable() {
        return new BadParameter(PARAMETER, "Takes the next_cursor of an answer, unchanged");
    }
}
