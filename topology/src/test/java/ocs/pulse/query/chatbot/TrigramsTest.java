package ocs.pulse.query.chatbot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** {@code similarities.json} holds what {@code pg_trgm}'s similarity() said of these pairs in a C.UTF-8 database. */
class TrigramsTest {

    @Test
    void shouldSayWhatPostgresSaysWhenTextsAreOfAnyScript() throws IOException {
        JsonNode pairs = new ObjectMapper().readTree(TrigramsTest.class.getResource("similarities.json"));
        assertThat(pairs).hasSizeGreaterThan(400);
        SoftAssertions softly = new SoftAssertions();
        for (JsonNode pair : pairs) {
            Trigrams left = Trigrams.of(pair.get("left").asText());
            Trigrams right = Trigrams.of(pair.get("right").asText());
            softly.assertThat(left.similarity(right))
                    .as("similarity of %s and %s", pair.get("left"), pair.get("right"))
                    .isEqualTo(Float.parseFloat(pair.get("similarity").asText()));
        }
        softly.assertAll();
    }
}
