package ocs.pulse.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import ocs.pulse.auth.Authenticator;
import ocs.pulse.auth.Caller;
import ocs.pulse.golden.GoldenCase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Holds openapi.yaml against every route and every real answer, and lets its examples run. */
final class OpenApiTest {
    private static final String TOKEN = "anything but nothing";
    private static final Set<String> OF_THE_PAGE =
            Set.of("/", "/teams/{team}", "/teams/{team}/{view}", "/assets/{release}/{file}");
    private static final HttpBench BENCH = new HttpBench(
            new GoldenAnswers(),
            Callers.of(token -> token.isEmpty() ? Optional.empty() : Optional.of(Caller.ofEveryTeam("all"))));

    private final JsonNode api = OpenApi.tree();
    private final ObjectMapper json = new ObjectMapper();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<JsonNode, Schema> schemas = new HashMap<>();

    @AfterAll
    static void close() {
        BENCH.close();
    }

    @Test
    void shouldDescribeEveryRouteAndNoOther() {
        List<JavalinConfig> configured = new ArrayList<>();
        Javalin.create(config -> {
            configured.add(config);
            routes().accept(config.routes);
        });
        Set<String> declared = new TreeSet<>();
        configured.get(0).unsafe.internalRouter.allHttpHandlers().forEach(parsed -> {
            String path = parsed.endpoint.path;
            boolean head = parsed.endpoint.method == HandlerType.HEAD;
            if (!head && !path.startsWith(Peers.PREFIX) && !OF_THE_PAGE.contains(path)) {
                declared.add(parsed.endpoint.method + " " + path);
            }
        });
        Set<String> described = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : api.get("paths").properties()) {
            path.getValue().fieldNames().forEachRemaining(method -> {
                if (!method.equals("parameters")) {
                    described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            });
        }
        assertThat(described).isEqualTo(declared);
    }

    @Test
    void shouldDescribeEveryRealAnswer() throws Exception {
        Set<String> seen = new TreeSet<>();
        for (GoldenCase golden : GoldenCase.load("small-a")) {
            Map<String, List<String>> given = new TreeMap<>(golden.parameters().values());
            String template = "/api/teams/{team}/" + golden.endpoint();
            String path = "/api/teams/" + golden.teamSlug() + "/" + golden.endpoint();
            List<String> experiment = given.remove("experiment_id");
            if (experiment != null && golden.endpoint().equals("sessions")) {
                given.put("chatbot", experiment);
            } else if (experiment != null) {
                template = "/api/teams/{team}/chatbots/{id}/trends";
                path = "/api/teams/" + golden.teamSlug() + "/chatbots/" + experiment.get(0) + "/trends";
            }
            check("get", template, BENCH.get(TOKEN, path + query(given)));
            checkParameters(template, given.keySet());
            seen.add(template);
        }
        assertThat(seen).hasSize(14);
    }

    @Test
    void shouldDescribeErrorsToo() throws Exception {
        String overview = "/api/teams/{team}/dashboard/overview";
        check("get", overview, BENCH.get(TOKEN, "/api/teams/team-1/dashboard/overview?colour=red"));
        check("get", overview, BENCH.get(null, "/api/teams/team-1/dashboard/overview"));
        check("get", overview, BENCH.get(TOKEN, "/api/teams/nobodys/dashboard/overview"));
        check("get", overview, BENCH.get(TOKEN, "/api/teams/team-1/dashboard/overview?min_lsn=FF/0"));
        HttpResponse<String> first = BENCH.get(TOKEN, "/api/teams/team-1/dashboard/overview");
        check(
                "get",
                overview,
                BENCH.get(
                        TOKEN,
                        "/api/teams/team-1/dashboard/overview",
                        "If-None-Match",
                        HttpBench.header(first, "ETag")));
        check("post", "/session", session("{\"token\": \"t\"}", "application/json"));
        check("post", "/session", session("{}", "application/json"));
        check("post", "/session", session("{}", "text/plain"));
        check("delete", "/session", BENCH.send(BENCH.request("/session").DELETE(), null));
    }

    /** Each operation, asked with the examples of all its parameters. */
    @Test
    void shouldHaveExamplesThatRun() throws Exception {
        int asked = 0;
        for (Map.Entry<String, JsonNode> path : api.get("paths").properties()) {
            JsonNode operation = path.getValue().path("get");
            boolean stream = path.getKey().endsWith("/stream");
            if (operation.isMissingNode() || stream) {
                continue;
            }
            String concrete = path.getKey();
            List<String> query = new ArrayList<>();
            for (JsonNode given : parameters(path.getKey(), "get")) {
                JsonNode example = given.path("example");
                if (given.get("in").asText().equals("path")) {
                    concrete = concrete.replace("{" + given.get("name").asText() + "}", example.asText());
                } else if (!example.isMissingNode()) {
                    for (JsonNode one : example.isArray() ? example : List.of(example)) {
                        query.add(given.get("name").asText() + "="
                                + URLEncoder.encode(one.asText(), StandardCharsets.UTF_8));
                    }
                }
            }
            HttpResponse<String> response =
                    BENCH.get(TOKEN, concrete + (query.isEmpty() ? "" : "?" + String.join("&", query)));
            assertThat(response.statusCode())
                    .as(response.request().uri() + response.body())
                    .isEqualTo(200);
            check("get", path.getKey(), response);
            asked++;
        }
        assertThat(asked).isGreaterThan(20);
    }

    @Test
    void shouldBeServedInThreeForms() throws Exception {
        JsonNode served = json.readTree(BENCH.get(null, "/openapi.json").body());
        assertThat(served).isEqualTo(json.readTree(json.writeValueAsBytes(api)));
        assertThat(BENCH.get(null, "/openapi.yaml").body()).startsWith("openapi: 3.1.0");
        HttpResponse<String> page = BENCH.get(null, "/openapi");
        assertThat(HttpBench.header(page, "Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(page.body())
                .contains("GET /api/teams/{team}/dashboard/overview", "<code>granularity</code>", "schema-SessionPage")
                .doesNotContain("<script");
    }

    private void check(String method, String path, HttpResponse<String> response) throws Exception {
        String place = response.request().uri() + " " + response.statusCode();
        JsonNode described = resolved(api.path("paths")
                .path(path)
                .path(method)
                .path("responses")
                .path(Integer.toString(response.statusCode())));
        assertThat(described.isMissingNode()).as(place).isFalse();
        String type = HttpBench.header(response, "Content-Type").split(";", 2)[0];
        if (response.body().isEmpty()) {
            return;
        }
        JsonNode content = described.path("content").path(type).path("schema");
        assertThat(content.isMissingNode()).as(place + " " + type).isFalse();
        if (type.endsWith("json")) {
            assertThat(schema(content).validate(json.readTree(response.body())))
                    .as(place)
                    .isEmpty();
        }
        for (Map.Entry<String, JsonNode> header : described.path("headers").properties()) {
            String value = HttpBench.header(response, header.getKey());
            assertThat(value.isEmpty() && !header.getKey().equals("X-Pulse-Incomplete"))
                    .as(place + " " + header.getKey())
                    .isFalse();
        }
    }

    private void checkParameters(String path, Set<String> used) {
        Set<String> known = new TreeSet<>();
        parameters(path, "get")
                .forEach(parameter -> known.add(parameter.get("name").asText()));
        for (String name : used) {
            assertThat(known).as(path).contains(name.replaceFirst("^filter_\\d+_", "filter_0_"));
        }
    }

    private List<JsonNode> parameters(String path, String method) {
        List<JsonNode> parameters = new ArrayList<>();
        JsonNode item = api.path("paths").path(path);
        item.path("parameters").forEach(one -> parameters.add(resolved(one)));
        item.path(method).path("parameters").forEach(one -> parameters.add(resolved(one)));
        return parameters;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? api.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** The schema where its references lead somewhere. */
    private Schema schema(JsonNode content) {
        return schemas.computeIfAbsent(content, it -> {
            ObjectNode root = json.createObjectNode();
            root.set("components", api.get("components"));
            root.putArray("allOf").add(it);
            return registry.getSchema(root);
        });
    }

    private static HttpResponse<String> session(String body, String type) throws Exception {
        return BENCH.send(BENCH.request("/session").POST(BodyPublishers.ofString(body)), null, "Content-Type", type);
    }

    private static String query(Map<String, List<String>> given) {
        List<String> pairs = new ArrayList<>();
        given.forEach((name, values) ->
                values.forEach(value -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8))));
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private static Routes routes() {
        return new Routes(
                Callers.of(Authenticator.open()),
                new FakeAnswers(),
                () -> Readiness.of(List.of(), List.of()),
                new Metrics(),
                Clock.systemUTC(),
                Duration.ofSeconds(1),
                new Streams(Duration.ofSeconds(1), 1, 1),
                Optional.empty());
    }
}
