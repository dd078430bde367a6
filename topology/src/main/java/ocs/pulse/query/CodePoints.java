package ocs.pulse.query;

import java.util.Locale;

/** Text as the answers order and compare it: by code point, ignoring case by simple upper case. */
public final class CodePoints {
    /** Surrogates stand for code points above all other chars, but their values lie below U+E000. */
    private static final int ABOVE_THE_REST = 0x10000;

    private CodePoints() {}

    /** Orders by code point, as {@code COLLATE "C"} does over UTF-8. */
    public static int compare(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int at = 0; at < shared; at++) {
            char one = left.charAt(at);
            char other = right.charAt(at);
            if (one != other) {
                return rank(one) - rank(other);
            }
        }
        return left.length() - right.length();
    }

    /** Each code point's upper case by itself, so that a text keeps its number of code points. */
    public static String upper(String text) {
        if (isAscii(text)) {
            return text.toUpperCase(Locale.ROOT);
        }
        StringBuilder upper = new StringBuilder(text.length());
        text.codePoints().forEach(point -> upper.appendCodePoint(Character.toUpperCase(point)));
        return upper.toString();
    }

    private static boolean isAscii(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static int rank(char unit) {
        return Character.isSurrogate(unit) ? unit + ABOVE_THE_REST : unit;
    }
}
