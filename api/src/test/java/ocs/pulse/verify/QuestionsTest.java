package ocs.pulse.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuestionsTest {
    private static final Instant NOW = Instant.parse("2025-11-20T10:00:00Z");
    private static final List<String> NAMES = List.of("", "one", "two", "three");
    private static final Material MATERIAL = new Material(
            List.of(1L, 2L),
            List.of("web", "whatsapp"),
            List.of(3L, 4L),
            NAMES,
            NAMES,
            List.of(5L),
            NAMES,
            NAMES,
            NAMES,
            NOW.minusSeconds(1_000_000),
            NOW,
            NOW);

    @Test
    void shouldAskForOneIdentifierThatIsNotEmptyWhenItIsToEqual() {
        List<String> paths = IntStream.range(0, 50)
                .mapToObj(seed -> new Questions(MATERIAL, false, new Random(seed), NOW))
                .flatMap(questions -> questions.sampled().stream())
                .map(Question::path)
                .filter(path -> path.contains("operator=equals"))
                .toList();

        assertThat(paths)
                .hasSizeGreaterThanOrEqualTo(50)
                .allMatch(path -> path.matches(".*operator=equals&filter_._value=(one|two|three)(&.*)?"));
    }

    @Test
    void shouldWriteListsAsJsonWhateverIsInTheNames() {
        Question.Triplet odd =
                new Question.Triplet("tags", "any of", List.of("tab\there", "\"quoted\"", "back\\slash"));
        String path = new Question.SessionKeys(List.of(odd), "2025-11-20T10:00:00Z").path();
        assertThat(URLDecoder.decode(path, StandardCharsets.UTF_8))
                .endsWith("filter_0_value=[\"tab\\there\",\"\\\"quoted\\\"\",\"back\\\\slash\"]");
    }

    @Test
    void shouldRefuseSeveralValuesWhenTheOperatorTakesOne() {
        assertThatThrownBy(() -> new Question.Triplet("participant", "equals", List.of("one", "two")))
                .hasMessage("participant equals takes one value, not [one, two]");
    }
}
