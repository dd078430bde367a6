package ocs.pulse.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import ocs.pulse.settings.LogFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LogsTest {
    private final PrintStream standard = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @AfterEach
    void restore() throws Exception {
        MDC.clear();
        System.setErr(standard);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new ContextInitializer(context).autoConfig();
    }

    @Test
    void shouldWriteOneJsonObjectALineWhateverIsSaid() throws Exception {
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        Logs.use(LogFormat.JSON);
        MDC.put("request", "a-request");
        LoggerFactory.getLogger("ocs.pulse.Something").warn("two\nlines, a \"quote\" and {}", "an argument");
        LoggerFactory.getLogger("ocs.pulse.Something").warn("with a cause", new IllegalStateException("why"));

        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.path("level").asText()).isEqualTo("WARN");
        assertThat(first.path("formattedMessage").asText()).isEqualTo("two\nlines, a \"quote\" and an argument");
        assertThat(first.at("/mdc/request").asText()).isEqualTo("a-request");
        assertThat(new ObjectMapper()
                        .readTree(lines.get(1))
                        .at("/throwable/message")
                        .asText())
                .isEqualTo("why");
    }
}
