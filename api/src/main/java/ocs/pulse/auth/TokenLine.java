package ocs.pulse.auth;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;

/**
 * One line of a token file: {@code TOKEN NAME TEAMS [RIGHTS [LAST_DAY]]}. The token, or {@code sha256:} and the 64 hex
 * digits of its hash; a name; the teams' slugs with commas between, or {@code *}; the rights with commas between, or
 * {@code all}; the last day (UTC) on which it is good.
 *
 * @param lastDay empty for good
 */
public record TokenLine(byte[] sha256, String name, Set<String> teams, Set<Right> rights, Optional<LocalDate> lastDay) {
    private static final String HASHED = "sha256:";
    private static final String EVERY_RIGHT = "all";
    private static final int SHORTEST_TOKEN = 16;

    public TokenLine {
        teams = Set.copyOf(teams);
        rights = Set.copyOf(rights);
    }

    /** @param place where the line stands, for whoever has to mend it */
    static TokenLine parse(String line, String place) {
        String[] words = line.split("\\s+");
        if (words.length < 3 || words.length > 5) {
            throw wrong(place, "takes TOKEN NAME TEAMS (slugs or *), and maybe RIGHTS and the last day");
        }
        return new TokenLine(
                hash(words[0], place),
                words[1],
                words(words[2]),
                words.length < 4 ? Right.ALL : rights(words[3], place),
                words.length < 5 ? Optional.empty() : Optional.of(day(words[4], place)));
    }

    /** As it stands in the file; the token cannot be told from it. */
    String format() {
        String line =
                HASHED + HexFormat.of().formatHex(sha256) + ' ' + name + ' ' + sorted(teams) + ' ' + rightsText(rights);
        return lastDay.map(day -> line + ' ' + day).orElse(line);
    }

    Caller caller() {
        Instant until = lastDay.map(
                        day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())
                .orElse(Instant.MAX);
        return new Caller(name, teams, rights, until);
    }

    /** {@code all}, or the words with commas between. */
    public static String rightsText(Set<Right> rights) {
        return rights.equals(Right.ALL)
                ? EVERY_RIGHT
                : rights.stream().sorted().map(Right::word).collect(Collectors.joining(","));
    }

    /** @param place what names the text in the message */
    public static Set<Right> rights(String text, String place) {
        if (text.equals(EVERY_RIGHT)) {
            return Right.ALL;
        }
        return words(text).stream()
                .map(word -> Right.of(word)
                        .orElseThrow(() -> wrong(
                                place, "has the right '" + word + "'; there are dashboard, sessions, export and all")))
                .collect(Collectors.toUnmodifiableSet());
    }

    public static Set<String> words(String text) {
        return Arrays.stream(text.split(",")).filter(word -> !word.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }

    private static String sorted(Set<String> words) {
        return words.stream().sorted().collect(Collectors.joining(","));
    }

    private static LocalDate day(String text, String place) {
        try {
            return LocalDate.parse(text, DateTimeFormatter.ISO_LOCAL_DATE);
        } catch (DateTimeException noDay) {
            throw wrong(place, "has a last day that is no date such as 2026-12-31");
        }
    }

    private static byte[] hash(String word, String place) {
        if (!word.startsWith(HASHED)) {
            if (word.length() < SHORTEST_TOKEN) {
                throw wrong(place, "has a token shorter than " + SHORTEST_TOKEN + " characters");
            }
            return Tokens.sha256(word);
        }
        try {
            byte[] hash = HexFormat.of().parseHex(word.substring(HASHED.length()));
            if (hash.length == 32) {
                return hash;
            }
        } catch (IllegalArgumentException notHex) {
            throw badHash(place);
        }
        throw badHash(place);
    }

    private static ProgramProblem badHash(String place) {
        return wrong(place, "has a hash that is not " + HASHED + " and 64 hex digits");
    }

    private static ProgramProblem wrong(String place, String what) {
        return new ProgramProblem(ExitCode.USAGE, place + ' ' + what);
    }
}
