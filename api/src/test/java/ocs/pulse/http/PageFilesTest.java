package ocs.pulse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PageFilesTest {
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");
    private static final Pattern IMPORTED = Pattern.compile("from '\\./([^']+)'");

    private final PageFiles page = new PageFiles();
    private final Metrics metrics = new Metrics();
    private final WebServer server = WebServer.start("127.0.0.1", 0, metrics, routes -> {
        routes.get("/", page::index);
        routes.get("/assets/{release}/{file}", page::asset);
    });
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        server.close();
        metrics.close();
    }

    @Test
    void shouldAllowNothingButItsOwnFiles() throws Exception {
        HttpResponse<String> index = get("/");
        assertThat(index.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'", "object-src 'none'")
                .doesNotContain("unsafe");
        assertThat(index.body()).doesNotContain("<style", "style=", "{release}", "onclick");
        assertThat(index.body()).doesNotContainPattern("<script(?![^>]* src=)");
    }

    @Test
    void shouldServeEveryFileThatIsLoadedForGood() throws Exception {
        Matcher loaded = LOADED.matcher(get("/").body());
        int files = 0;
        while (loaded.find()) {
            HttpResponse<String> file = get(loaded.group(1));
            assertThat(file.statusCode()).as(loaded.group(1)).isEqualTo(200);
            assertThat(file.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
            files++;
        }
        assertThat(files).isEqualTo(5);
        assertThat(get("/assets/another-release/main.js").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldServeWhatTheModulesImportAndNothingElse() throws Exception {
        Path folder = Path.of(Objects.requireNonNull(getClass().getResource("/page/index.html"))
                        .toURI())
                .resolveSibling("");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("index.html")))
                    .containsExactlyInAnyOrderElementsOf(PageFiles.NAMES);
        }
        for (String name : PageFiles.NAMES) {
            List<String> imported = IMPORTED.matcher(Files.readString(folder.resolve(name)))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(PageFiles.NAMES).as(name).containsAll(imported);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
