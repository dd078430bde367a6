package ocs.pulse.bench;

import java.util.Locale;

/**
 * How much there is.
 *
 * @param sessions of the largest team; about 12 messages each
 */
record Scale(String name, int sessions) {

    static Scale of(String text) {
        String number = text.toLowerCase(Locale.ROOT).replace("k", "000").replace("m", "000000");
        try {
            int sessions = Integer.parseInt(number);
            if (sessions >= 1_000 && sessions <= 2_000_000) {
                return new Scale(text, sessions);
            }
        } catch (NumberFormatException notANumber) {
            throw new BenchFailed("--scale takes 50k, 100k, 1m or a number of sessions, not '" + text + "'");
        }
        throw new BenchFailed("--scale takes from 1k to 2m sessions, not '" + text + "'");
    }
}
