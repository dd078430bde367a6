package ocs.pulse.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The page that people look at, and the files it loads, all from the program itself. The files stand under a path that is
 * another one as soon as one of them is, so that browsers may keep them for good and never mix two releases.
 */
final class PageFiles {
    static final String CHARTS = "chart.js";

    /** In the folder {@code page} of the resources. */
    static final List<String> NAMES = List.of(
            "address.js",
            "api.js",
            "bots.js",
            "channels.js",
            "charts.js",
            "chatbots.js",
            "choices.js",
            "dashboard.js",
            "dom.js",
            "engagement.js",
            "filters.js",
            "follow.js",
            "format.js",
            "freshness.js",
            "icon.svg",
            "main.js",
            "menu.js",
            "overview.js",
            "panel.js",
            "periods.js",
            "rows.js",
            "session-filters.js",
            "sessions.js",
            "shell.js",
            "sign-in.js",
            "sparkline.js",
            "style.css",
            "table.js",
            "tags.js",
            "theme.js");

    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'self';" + " frame-ancestors 'none'; object-src 'none'";
    private static final Map<String, String> TYPES =
            Map.of("js", "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8", "svg", "image/svg+xml");
    private static final String WEBJAR = "META-INF/resources/webjars/chart.js/";
    private static final String WEBJAR_VERSION = "META-INF/maven/org.webjars.npm/chart.js/pom.properties";

    private final Map<String, byte[]> files = new HashMap<>();
    private final String release;
    private final byte[] index;

    PageFiles() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String name : NAMES) {
            files.put(name, read("page/" + name));
            all.writeBytes(files.get(name));
        }
        files.put(CHARTS, read(WEBJAR + chartsVersion() + "/dist/chart.umd.min.js"));
        all.writeBytes(files.get(CHARTS));
        release = EntityTag.digest(all.toByteArray());
        index = new String(read("page/index.html"), StandardCharsets.UTF_8)
                .replace("{release}", release)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The same for every view: which one it is, the page reads off its address. */
    void index(Context context) {
        context.header("Content-Security-Policy", POLICY)
                .header("Cache-Control", "no-cache")
                .contentType("text/html; charset=utf-8")
                .result(index);
    }

    void asset(Context context) {
        String name = context.pathParam("file");
        byte @Nullable [] file = files.get(name);
        if (file == null || !context.pathParam("release").equals(release)) {
            throw Refusal.unknown("file");
        }
        context.header("Cache-Control", "public, max-age=31536000, immutable")
                .contentType(Objects.requireNonNull(TYPES.get(name.substring(name.lastIndexOf('.') + 1))))
                .result(file);
    }

    private static String chartsVersion() {
        Properties properties = new Properties();
        try (InputStream in = open(WEBJAR_VERSION)) {
            properties.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties.getProperty("version");
    }

    private static byte[] read(String resource) {
        try (InputStream in = open(resource)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = PageFiles.class.getClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("The program lacks its file " + resource);
        }
        return in;
    }
}
