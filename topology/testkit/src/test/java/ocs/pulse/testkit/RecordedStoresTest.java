package ocs.pulse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import ocs.pulse.TwoStages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stores as earlier versions wrote them: the present one has to answer from them, and go on with them, as if it had written
 * them itself. Where this fails, a running program could not be upgraded without a reset.
 */
final class RecordedStoresTest {
    private static final List<String> RECORDINGS = List.of("/stores-2026-11-25.gz");
    private static final Instant NOW = Instant.parse("2025-10-02T12:00:00Z");
    private static final List<String> QUESTIONS = List.of(
            "dashboard?date_range=7",
            "dashboard?date_range=7&channels=telegram",
            "dashboard/filters",
            "chatbots?show_archived=true",
            "sessions",
            "datasets/sessions",
            "datasets/session-keys");

    @TempDir
    private Path directory;

    @Test
    void shouldAnswerFromStoresOfEarlierVersionsAndGoOnWithThem() throws IOException {
        for (String recording : RECORDINGS) {
            Path earlier = directory.resolve("earlier" + recording);
            Path anew = directory.resolve("anew" + recording);
            try (TwoStages taken = new TwoStages(earlier, Recording.read(recording), Integer.MAX_VALUE);
                    TwoStages own = new TwoStages(anew)) {
                RecordedHistory history = new RecordedHistory();
                history.begin(own);
                assertSame(taken, own, recording);
                history.goOn(own);
                history.goOn(taken);
                assertSame(taken, own, recording);
                assertThat(taken.status()).as(recording).isEqualTo(own.status());
            }
        }
    }

    private static void assertSame(TwoStages taken, TwoStages own, String recording) {
        Answers answers = new Answers(taken.teams(), NOW);
        Answers expected = new Answers(own.teams(), NOW);
        for (String team : List.of("demo", "other")) {
            for (String question : QUESTIONS) {
                String path = "/api/teams/" + team + "/" + question;
                assertThat(answers.get(path)).as(recording + path).isEqualTo(expected.get(path));
            }
        }
    }
}
