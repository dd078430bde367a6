package ocs.pulse.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The description of this API: kept by hand as YAML, served as that, as JSON and as a page to read. */
final class OpenApi {
    private final byte[] yaml = resource("openapi.yaml");
    private final byte[] style = resource("openapi.css");
    private final byte[] json;
    private final String page;

    OpenApi() {
        try {
            JsonNode tree = tree();
            this.json = new ObjectMapper().writeValueAsBytes(tree);
            this.page = new OpenApiPage(tree).html();
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }

    /** With what YAML says once and refers to again written out. */
    static JsonNode tree() {
        Yaml reader = new Yaml(new SafeConstructor(new LoaderOptions()));
        Object content = reader.load(new String(resource("openapi.yaml"), StandardCharsets.UTF_8));
        return new ObjectMapper().valueToTree(content);
    }

    void json(Context context) {
        context.contentType("application/json").result(json);
    }

    void yaml(Context context) {
        context.contentType("application/yaml").result(yaml);
    }

    /** Nothing but text and a style of our own. */
    void page(Context context) {
        context.header("Content-Security-Policy", "default-src 'none'; style-src 'self'; frame-ancestors 'none'")
                .contentType("text/html; charset=utf-8")
                .result(page);
    }

    void style(Context context) {
        context.contentType("text/css").result(style);
    }

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(OpenApi.class.getResourceAsStream("/openapi/" + name), name)) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
