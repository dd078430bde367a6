package ocs.pulse.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import ocs.pulse.auth.Caller;
import ocs.pulse.auth.Right;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What goes for every answer beside its content: CSV, gzip, HEAD, conditions. */
final class CsvTest {
    private static final String ALL = "may export";
    private static final String PAGES = "may look";
    private static final String SESSIONS = "/api/teams/team-1/sessions";
    private static final HttpBench BENCH = new HttpBench(
            new GoldenAnswers(),
            Callers.of(token -> Optional.of(new Caller(
                    token,
                    Set.of("*"),
                    token.equals(ALL) ? Right.ALL : Set.of(Right.SESSIONS, Right.DASHBOARD),
                    Instant.MAX))));

    private final ObjectMapper json = new ObjectMapper();

    private record Line(String name, int count, List<String> tags) {}

    @AfterAll
    static void close() {
        BENCH.close();
    }

    @Test
    void shouldHaveTheRowsOfEveryPageInTheSameOrder() throws Exception {
        for (String table : List.of("sessions", "datasets/sessions", "chatbots")) {
            String path = "/api/teams/team-1/" + table;
            List<String> ids = new ArrayList<>();
            String next = path + "?sort=-id&page_size=50";
            while (next != null) {
                JsonNode page = json.readTree(BENCH.get(ALL, next).body());
                page.get("results").forEach(row -> ids.add(row.get("id").asText()));
                next = page.get("next_cursor").isNull()
                        ? null
                        : path + "?sort=-id&page_size=50&cursor="
                                + page.get("next_cursor").asText();
            }
            HttpResponse<String> csv = BENCH.get(ALL, path + "?sort=-id&format=csv");
            assertThat(HttpBench.header(csv, "Content-Type")).isEqualTo("text/csv; charset=utf-8");
            assertThat(HttpBench.header(csv, "X-Pulse-LSN")).isNotEmpty();
            List<String> lines = csv.body().lines().toList();
            assertThat(lines.get(0)).startsWith("id,");
            assertThat(lines.stream().skip(1).map(line -> line.substring(0, line.indexOf(','))))
                    .as(table)
                    .isEqualTo(ids)
                    .hasSizeGreaterThan(9);
        }
    }

    @Test
    void shouldWriteEveryTable() throws Exception {
        HttpResponse<String> keys = BENCH.get(ALL, "/api/teams/team-1/datasets/session-keys", "Accept", "text/csv");
        JsonNode list = json.readTree(
                BENCH.get(ALL, "/api/teams/team-1/datasets/session-keys").body());
        assertThat(keys.body().lines().count()).isEqualTo(list.size() + 1L);
        assertThat(keys.body()).startsWith("external_id\r\n");
        HttpResponse<String> trend = BENCH.get(ALL, "/api/teams/team-1/chatbots/1/trends?format=csv");
        assertThat(trend.body().lines()).hasSize(50).first().isEqualTo("hour,successes,errors");
        assertThat(trend.body()).contains("2025-10-13T12:00:00.000000Z,");
    }

    @Test
    void shouldNotBeWhatASpreadsheetTakesForAFormula() throws Exception {
        Csv<Line> csv = new Csv<>(Line.class);
        csv.add(new Line("=HYPERLINK(\"http://evil.example\")", -1, List.of("a", "=b")));
        csv.add(new Line("+1", 2, List.of()));
        csv.add(new Line("@x\r\ny", 3, List.of()));
        csv.add(new Line("plain", 4, List.of()));
        byte[] text = csv.finish().read().readAllBytes();
        assertThat(new String(text, StandardCharsets.UTF_8))
                .isEqualTo("name,count,tags\r\n"
                        + "\"'=HYPERLINK(\"\"http://evil.example\"\")\",-1,\"[\"\"a\"\",\"\"=b\"\"]\"\r\n"
                        + "'+1,2,[]\r\n"
                        + "\"'@x\r\ny\",3,[]\r\n"
                        + "plain,4,[]\r\n");
    }

    @Test
    void shouldBeForWhoMayExport() throws Exception {
        assertThat(BENCH.get(PAGES, SESSIONS).statusCode()).isEqualTo(200);
        assertThat(BENCH.get(PAGES, SESSIONS + "?format=csv").statusCode()).isEqualTo(403);
        assertThat(BENCH.get(PAGES, SESSIONS, "Accept", "text/csv").statusCode())
                .isEqualTo(403);
        assertThat(BENCH.get(ALL, SESSIONS + "?format=csv&page=2").statusCode()).isEqualTo(400);
        assertThat(BENCH.get(ALL, SESSIONS + "?format=xml").statusCode()).isEqualTo(400);
        assertThat(BENCH.get(ALL, "/api/teams/team-1/dashboard/overview?format=csv")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldTellItsTagFromThatOfThePage() throws Exception {
        String page = HttpBench.header(BENCH.get(ALL, SESSIONS), "ETag");
        String whole = HttpBench.header(BENCH.get(ALL, SESSIONS, "Accept", "text/csv"), "ETag");
        assertThat(page).isNotEqualTo(whole);
        assertThat(BENCH.get(ALL, SESSIONS + "?format=csv", "If-None-Match", whole)
                        .statusCode())
                .isEqualTo(304);
        assertThat(BENCH.get(ALL, SESSIONS, "If-None-Match", whole).statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldAnswerToHeadWithoutABody() throws Exception {
        HttpResponse<String> got = BENCH.get(ALL, SESSIONS);
        HttpResponse<String> head = BENCH.send(BENCH.request(SESSIONS).method("HEAD", BodyPublishers.noBody()), ALL);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(HttpBench.header(head, "ETag")).isEqualTo(HttpBench.header(got, "ETag"));
        assertThat(HttpBench.header(head, "Content-Type")).isEqualTo(HttpBench.header(got, "Content-Type"));
    }

    @Test
    void shouldCompressForWhoTakesIt() throws Exception {
        HttpResponse<byte[]> packed = HttpClient.newHttpClient()
                .send(
                        BENCH.request(SESSIONS + "?page_size=100")
                                .headers("Authorization", "Bearer " + ALL, "Accept-Encoding", "gzip")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(HttpBench.header(packed, "Content-Encoding")).isEqualTo("gzip");
        String plain = BENCH.get(ALL, SESSIONS + "?page_size=100").body();
        byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
        assertThat(new String(unpacked, StandardCharsets.UTF_8)).isEqualTo(plain);
        assertThat(packed.body().length).isLessThan(plain.length() / 3);
    }
}
