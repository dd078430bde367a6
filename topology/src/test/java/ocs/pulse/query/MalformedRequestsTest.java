package ocs.pulse.query;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ocs.pulse.query.chatbot.ChatbotsQuestion;
import ocs.pulse.query.chatbot.TrendsQuestion;
import ocs.pulse.query.dashboard.DashboardPanel;
import ocs.pulse.query.dashboard.DashboardQuestion;
import ocs.pulse.query.dashboard.FilterChoices;
import ocs.pulse.query.session.DatasetSessionsQuestion;
import ocs.pulse.query.session.SessionKeysQuestion;
import ocs.pulse.query.session.SessionsQuestion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Everything that a request can get wrong is an error that names the parameter, and what is merely odd is none. */
class MalformedRequestsTest {
    private static final Instant NOW = Instant.parse("2025-11-01T00:00:00Z");

    @ParameterizedTest(name = "{0}?{1} names {2}")
    @CsvFileSource(resources = "malformed-requests.csv", delimiter = '|', ignoreLeadingAndTrailingWhitespace = true)
    void shouldNameTheParameterThatIsWrong(String route, String query, String parameter) {
        assertThatThrownBy(() -> parse(route, parameters(query)))
                .asInstanceOf(type(BadParameter.class))
                .returns(parameter, BadParameter::parameter);
    }

    @ParameterizedTest(name = "{0}?{1}")
    @CsvFileSource(resources = "odd-requests.csv", delimiter = '|', ignoreLeadingAndTrailingWhitespace = true)
    void shouldTakeWhatIsMerelyOdd(String route, String query) {
        assertThatCode(() -> parse(route, parameters(query))).doesNotThrowAnyException();
    }

    private static void parse(String route, Parameters parameters) {
        switch (route) {
            case "dashboard" -> DashboardQuestion.parseAll(parameters, NOW);
            case "dashboard/filters" -> FilterChoices.Question.parse(parameters);
            case "chatbots" -> ChatbotsQuestion.parse(parameters, NOW);
            case "trends" -> TrendsQuestion.parse(1, parameters, NOW);
            case "sessions" -> SessionsQuestion.parse(parameters, NOW);
            case "datasets/sessions" -> DatasetSessionsQuestion.parse(parameters, NOW);
            case "datasets/session-keys" -> SessionKeysQuestion.parse(parameters, NOW);
            default ->
                DashboardQuestion.parse(
                        DashboardPanel.ofPath(route.substring("dashboard/".length()))
                                .orElseThrow(),
                        parameters,
                        NOW);
        }
    }

    private static Parameters parameters(String query) {
        Map<String, List<String>> values = new HashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            values.computeIfAbsent(decoded(pair.substring(0, equals)), none -> new ArrayList<>())
                    .add(decoded(pair.substring(equals + 1)));
        }
        return new Parameters(values);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
