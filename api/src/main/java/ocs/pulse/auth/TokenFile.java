package ocs.pulse.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import ocs.pulse.auth.Tokens.Token;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;

/**
 * Reads a token file. Each line has three words: the token, or {@code sha256:} and the 64 hex digits of its hash; a
 * name; the teams' slugs with commas between, or {@code *}. Empty lines and lines that begin with {@code #} are
 * skipped.
 */
public final class TokenFile {
    private static final String HASHED = "sha256:";
    private static final int SHORTEST_TOKEN = 16;

    private TokenFile() {}

    public static Tokens read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new ProgramProblem(
                    ExitCode.USAGE, "Token file " + file + " cannot be read: " + unreadable, unreadable);
        }
        List<Token> tokens = new ArrayList<>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                tokens.add(token(line, file + " line " + number));
            }
        }
        if (tokens.isEmpty()) {
            throw new ProgramProblem(
                    ExitCode.USAGE, "Token file " + file + " has no token; add a line: TOKEN NAME TEAMS");
        }
        return new Tokens(tokens);
    }

    private static Token token(String line, String place) {
        String[] words = line.split("\\s+");
        if (words.length != 3) {
            throw new ProgramProblem(
                    ExitCode.USAGE, "Token file " + place + " takes three words: TOKEN NAME TEAMS (slugs or *)");
        }
        return new Token(hash(words[0], place), new Caller(words[1], Set.of(distinct(words[2]))));
    }

    private static byte[] hash(String word, String place) {
        if (!word.startsWith(HASHED)) {
            if (word.length() < SHORTEST_TOKEN) {
                throw new ProgramProblem(
                        ExitCode.USAGE,
                        "Token file " + place + " has a token shorter than " + SHORTEST_TOKEN + " characters");
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
        return new ProgramProblem(
                ExitCode.USAGE, "Token file " + place + " has a hash that is not " + HASHED + " and 64 hex digits");
    }

    private static String[] distinct(String teams) {
        return java.util.Arrays.stream(teams.split(","))
                .filter(team -> !team.isEmpty())
                .distinct()
                .toArray(String[]::new);
    }
}
