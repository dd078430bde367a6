package ocs.pulse.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The description as one page of HTML without scripts. */
final class OpenApiPage {
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    private final JsonNode api;
    private final StringBuilder html = new StringBuilder();

    OpenApiPage(JsonNode api) {
        this.api = api;
    }

    String html() {
        html.append("<!doctype html><html lang=en><meta charset=utf-8>")
                .append("<meta name=viewport content='width=device-width'><title>ocs-pulse API</title>")
                .append("<link rel=stylesheet href=/openapi.css><main><h1>ocs-pulse API</h1>")
                .append("<p><a href=/openapi.json>openapi.json</a> <a href=/openapi.yaml>openapi.yaml</a></p>");
        prose(api.at("/info/description").asText());
        for (JsonNode tag : api.path("tags")) {
            section(tag);
        }
        html.append("<h2>Schemas</h2>");
        for (Map.Entry<String, JsonNode> schema : api.at("/components/schemas").properties()) {
            html.append("<section id='schema-").append(escaped(schema.getKey())).append("'><h3>");
            html.append(escaped(schema.getKey())).append("</h3><pre>");
            html.append(escaped(schema.getValue().toPrettyString())).append("</pre></section>");
        }
        return html.append("</main></html>").toString();
    }

    private void section(JsonNode tag) {
        String name = tag.path("name").asText();
        html.append("<h2>").append(escaped(name)).append("</h2>");
        prose(tag.path("description").asText());
        for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (operation.getValue().at("/tags/0").asText().equals(name)) {
                    operation(operation.getKey(), path.getKey(), operation.getValue());
                }
            }
        }
    }

    private void operation(String method, String path, JsonNode operation) {
        html.append("<section id=").append(operation.path("operationId").asText());
        html.append("><h3><code>").append(method.toUpperCase(Locale.ROOT)).append(' ');
        html.append(escaped(path)).append("</code></h3>");
        prose(operation.path("summary").asText());
        prose(operation.path("description").asText());
        if (operation.has("parameters")) {
            html.append("<table><tr><th>parameter<th>meaning<th>default");
            for (JsonNode parameter : operation.path("parameters")) {
                JsonNode known = resolved(parameter);
                html.append("<tr><td><code>").append(escaped(known.path("name").asText()));
                html.append("</code><td>")
                        .append(marked(known.path("description").asText()));
                html.append("<td>").append(escaped(known.at("/schema/default").asText()));
            }
            html.append("</table>");
        }
        html.append("<p>Answers: ");
        for (Map.Entry<String, JsonNode> response : operation.path("responses").properties()) {
            response(response.getKey(), resolved(response.getValue()));
        }
        html.append("</p></section>");
    }

    private void response(String status, JsonNode response) {
        html.append("<span><code>").append(status).append("</code> ");
        html.append(escaped(response.path("description").asText()));
        for (JsonNode content : response.path("content")) {
            String schema = content.at("/schema/$ref").asText().replaceFirst(".*/", "");
            if (!schema.isEmpty()) {
                html.append(" <a href='#schema-")
                        .append(schema)
                        .append("'>")
                        .append(schema)
                        .append("</a>");
            }
        }
        html.append("</span> ");
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? api.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** Paragraphs, and tables of Markdown. */
    private void prose(String text) {
        for (String block : text.strip().split("\\n\\s*\\n")) {
            if (block.startsWith("|")) {
                table(block);
            } else if (!block.isEmpty()) {
                html.append("<p>").append(marked(block)).append("</p>");
            }
        }
    }

    private void table(String block) {
        html.append("<table>");
        String cell = "th";
        for (String line : block.split("\\n")) {
            if (line.startsWith("|---")) {
                cell = "td";
                continue;
            }
            html.append("<tr>");
            for (String field : line.substring(1, line.lastIndexOf('|')).split("\\|")) {
                html.append('<').append(cell).append('>').append(marked(field.strip()));
            }
        }
        html.append("</table>");
    }

    private static String marked(String text) {
        return CODE.matcher(escaped(text))
                .replaceAll(code -> Matcher.quoteReplacement("<code>" + code.group(1) + "</code>"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("'", "&#39;")
                .replace("\"", "&quot;");
    }
}
