package ocs.pulse.query.chatbot;

import java.util.HashSet;
import java.util.Set;

/**
 * The trigrams of a text as Postgres's {@code pg_trgm} takes them: of each word (letters and digits, in lower case)
 * with two blanks before and one behind it, each distinct trigram once.
 */
public final class Trigrams {
    private final Set<String> trigrams = new HashSet<>();

    private Trigrams() {}

    public static Trigrams of(String text) {
        Trigrams found = new Trigrams();
        StringBuilder word = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (isWordPart(point)) {
                word.appendCodePoint(Character.toLowerCase(point));
            } else {
                found.add(word);
            }
        });
        found.add(word);
        return found;
    }

    /** Shared trigrams to all trigrams, 0 where either text has none; {@code real} as in Postgres. */
    public float similarity(Trigrams other) {
        if (trigrams.isEmpty() || other.trigrams.isEmpty()) {
            return 0;
        }
        int shared = 0;
        for (String trigram : trigrams) {
            shared += other.trigrams.contains(trigram) ? 1 : 0;
        }
        return (float) shared / (trigrams.size() + other.trigrams.size() - shared);
    }

    private static boolean isWordPart(int point) {
        return Character.isAlphabetic(point) || Character.isDigit(point);
    }

    /** Takes the word's trigrams and empties it. */
    private void add(StringBuilder word) {
        if (word.isEmpty()) {
            return;
        }
        int[] padded = ("  " + word + " ").codePoints().toArray();
        for (int at = 0; at + 3 <= padded.length; at++) {
            trigrams.add(new String(padded, at, 3));
        }
        word.setLength(0);
    }
}
