package ocs.pulse.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One comparison from end to end: team by team, row by row, panel by panel, and what came of it. */
public final class Verification {
    /** Panels of a team whose rows are searched for; the others are wrong for the same ones most of the time. */
    private static final int SEARCHED_PANELS = 3;

    private static final int LINES_A_QUESTION = 100;

    private final Connection connection;
    private final HttpAnswers answers;
    private final PrintStream out;
    private final Progress progress;
    private final int samples;
    private final long seed;
    private long questions;
    private long figures;
    private long differences;
    private long undecided;
    private int searched;

    /**
     * Nobody else may use the connection meanwhile.
     *
     * @param out lines about what differs or is undecided, and the sum
     * @param samples how often each panel and session filter is asked with random values
     * @param seed of these values
     */
    public Verification(
            Connection connection, HttpAnswers answers, PrintStream out, Progress progress, int samples, long seed) {
        this.connection = connection;
        this.answers = answers;
        this.out = out;
        this.progress = progress;
        this.samples = samples;
        this.seed = seed;
    }

    /** Told how far it is, and to take that away before something is printed. */
    public interface Progress {
        void asked(String team, long questions, long of);

        void clear();
    }

    /** A team of the source. */
    record Team(long id, String slug) {}

    /**
     * Compares every team, or one.
     *
     * @throws VerifyFailed if there is no such team, or ocs-pulse does not answer
     */
    public void run(@Nullable String slug) throws SQLException {
        List<Team> teams = new SourceRows(connection)
                .list(
                        "select id, slug from teams_team where ?::text is null or slug = ? order by id",
                        row -> new Team(row.getLong(1), row.getString(2)),
                        slug,
                        slug);
        if (teams.isEmpty()) {
            throw new VerifyFailed(slug == null ? "The source has no teams" : "The source has no team '" + slug + "'");
        }
        for (Team team : teams) {
            team(team);
        }
        say(questions + " questions to " + teams.size() + " team" + (teams.size() == 1 ? "" : "s") + ": " + figures
                + " figures agree, " + differences + " differ, " + undecided + " undecided");
    }

    public long differences() {
        return differences;
    }

    public long undecided() {
        return undecided;
    }

    public long agreed() {
        return figures;
    }

    private void team(Team team) throws SQLException {
        Verifier verifier = new Verifier(connection, answers);
        SourceRows source = new SourceRows(connection);
        Random random = new Random(seed + team.id());
        Questions asked = new Questions(
                Material.of(source, team.id()), verifier.truth().knowsSimilarity(), random, Instant.now());
        searched = 0;
        long lsn = verifier.position();
        sessions(team, verifier, lsn);
        List<Question> all = new ArrayList<>(asked.whole());
        for (int sample = 0; sample < samples; sample++) {
            all.addAll(asked.sampled());
        }
        long before = questions;
        for (Question question : all) {
            progress.asked(team.slug(), questions - before, all.size());
            Verdict verdict = ask(team, verifier, question, lsn);
            if (verdict != null && !verdict.differences().isEmpty()) {
                search(team, verifier, source, question);
            }
        }
    }

    /** Every session, a page at a time; between pages nothing is held. */
    private void sessions(Team team, Verifier verifier, long lsn) throws SQLException {
        long after = Long.MIN_VALUE;
        String cursor = null;
        do {
            JsonNode page =
                    answers.sessionPage(team.slug(), new Question.SessionPage(after, Long.MAX_VALUE, cursor), lsn);
            String next = page.path("next_cursor").textValue();
            JsonNode rows = page.path("results");
            long upTo = next == null
                    ? Long.MAX_VALUE
                    : rows.get(rows.size() - 1).path("id").asLong();
            ask(team, verifier, new Question.SessionPage(after, upTo, cursor), lsn);
            after = upTo;
            cursor = next;
        } while (cursor != null);
    }

    private void say(String line) {
        progress.clear();
        out.println(line);
    }

    private @Nullable Verdict ask(Team team, Verifier verifier, Question question, long lsn) throws SQLException {
        questions++;
        try {
            Verdict verdict = verifier.verify(team.id(), team.slug(), question, lsn);
            figures += verdict.agreed();
            differences += verdict.differences().size();
            undecided += verdict.undecided().size();
            print(verdict);
            return verdict;
        } catch (SQLException failure) {
            if (!isOfTheStatement(failure)) {
                throw failure;
            }
            undecided++;
            say("UNDECIDED " + team.slug() + " " + question.path() + ": " + failure.getMessage());
            return null;
        }
    }

    /** A time-out of the statement or of a lock, or data with which SQL cannot reckon; the connection goes on. */
    private static boolean isOfTheStatement(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return state.equals("57014") || state.equals("55P03") || state.startsWith("22");
    }

    private void print(Verdict verdict) {
        String where = " " + verdict.team() + " " + verdict.question().path();
        verdict.differences().stream()
                .limit(LINES_A_QUESTION)
                .forEach(difference -> say("DIFFERS" + where + " " + difference));
        more(verdict.differences().size(), "DIFFERS" + where);
        verdict.undecided().stream()
                .limit(LINES_A_QUESTION)
                .forEach(figure -> say("UNDECIDED" + where + " " + figure + ": never stood still"));
        more(verdict.undecided().size(), "UNDECIDED" + where);
    }

    private void more(int count, String line) {
        if (count > LINES_A_QUESTION) {
            say(line + " and " + (count - LINES_A_QUESTION) + " more");
        }
    }

    private void search(Team team, Verifier verifier, SourceRows source, Question question) throws SQLException {
        if (!(question instanceof Question.Panel panel) || searched >= SEARCHED_PANELS) {
            return;
        }
        searched++;
        try {
            for (String line : new Culprits(verifier, source, team.id(), team.slug()).behind(panel)) {
                say("    behind it " + line);
            }
        } catch (SQLException failure) {
            if (!isOfTheStatement(failure)) {
                throw failure;
            }
            say("    the rows behind it cannot be found: " + failure.getMessage());
        }
    }
}
