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

    /** Whether the text's upper case contains the part, which is in upper case. */
    public static boolean upperContains(String text, String part) {
        if (!isAscii(text)) {
            return upper(text).contains(part);
        }
        int last = text.length() - part.length();
        for (int at = 0; at <= last; at++) {
            if (asciiUpperHas(text, at, part)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the text's upper case starts with the part, which is in upper case. */
    public static boolean upperStartsWith(String text, String part) {
        return isAscii(text) ? asciiUpperHas(text, 0, part) : upper(text).startsWith(part);
    }

    /** Whether the text's upper case ends with the part, which is in upper case. */
    public static boolean upperEndsWith(String text, String part) {
        return isAscii(text)
                ? asciiUpperHas(text, text.length() - part.length(), part)
                : upper(text).endsWith(part);
    }

    private static boolean asciiUpperHas(String text, int at, String part) {
        if (at < 0 || at + part.length() > text.length()) {
            return false;
        }
        for (int offset = 0; offset < part.length(); offset++) {
            char unit = text.charAt(at + offset);
            if ((unit >= 'a' && unit <= 'z' ? unit - ('a' - 'A') : unit) != part.charAt(offset)) {
                return false;
            }
        }
        return true;
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
