package ocs.pulse.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import ocs.pulse.auth.Tokens.Token;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;

/** A file of tokens, one {@link TokenLine} a line. Empty lines and lines that begin with {@code #} are skipped. */
public final class TokenFile {
    private final Path file;

    public TokenFile(Path file) {
        this.file = file;
    }

    /** The tokens of the file; at least one. */
    public static Tokens read(Path file) {
        List<TokenLine> lines = new TokenFile(file).lines();
        if (lines.isEmpty()) {
            throw new ProgramProblem(
                    ExitCode.USAGE, "Token file " + file + " has no token; make one with pulse token create");
        }
        return tokens(lines);
    }

    public boolean exists() {
        return Files.exists(file);
    }

    static Tokens tokens(List<TokenLine> lines) {
        return new Tokens(lines.stream()
                .map(line -> new Token(line.sha256(), line.caller()))
                .toList());
    }

    /** Every token of the file, which exists. */
    public List<TokenLine> lines() {
        List<TokenLine> tokens = new ArrayList<>();
        List<String> lines = text();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (isToken(line)) {
                tokens.add(TokenLine.parse(line, "Token file " + file + " line " + number));
            }
        }
        return tokens;
    }

    /** Writes one more token at the end. */
    public void add(TokenLine token) {
        List<String> lines = new ArrayList<>(exists() ? text() : List.of());
        lines.add(token.format());
        write(lines);
    }

    /** Takes every token of this name away; everything else stays as it is. How many there were. */
    public int remove(String name) {
        List<String> kept = new ArrayList<>();
        int removed = 0;
        for (String line : text()) {
            if (isToken(line.strip())
                    && TokenLine.parse(line.strip(), name).name().equals(name)) {
                removed++;
            } else {
                kept.add(line);
            }
        }
        if (removed > 0) {
            write(kept);
        }
        return removed;
    }

    private static boolean isToken(String line) {
        return !line.isEmpty() && !line.startsWith("#");
    }

    private List<String> text() {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new ProgramProblem(
                    ExitCode.USAGE, "Token file " + file + " cannot be read: " + unreadable, unreadable);
        }
    }

    private void write(List<String> lines) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            SecretFile.write(file, String.join("\n", lines) + "\n");
        } catch (IOException unwritable) {
            throw new ProgramProblem(
                    ExitCode.USAGE, "Token file " + file + " cannot be written: " + unwritable, unwritable);
        }
    }
}
