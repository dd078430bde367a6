package ocs.pulse.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.json.JavalinJackson;
import io.javalin.util.JavalinBindException;
import java.util.List;
import java.util.function.Consumer;
import ocs.pulse.http.transport.Transport;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;

/** The HTTP server, listening from its start until it is closed. */
public final class WebServer implements AutoCloseable {
    private static final List<String> EXPOSED = List.of(
            "ETag",
            "Retry-After",
            "X-Pulse-LSN",
            "X-Pulse-As-Of",
            "X-Pulse-Lag-Ms",
            "X-Pulse-Incomplete",
            "X-Request-Id");

    private final Javalin javalin;

    private WebServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /** Plain HTTP, for no page of another site. */
    public static WebServer start(String host, int port, Metrics metrics, Consumer<RoutesConfig> routes) {
        return start(Transport.plain(host, port), List.of(), metrics, routes);
    }

    /** @param origins of other sites whose pages may ask, with a bearer token, never with a cookie */
    public static WebServer start(
            Transport transport, List<String> origins, Metrics metrics, Consumer<RoutesConfig> routes) {
        Javalin javalin = Javalin.create(config -> {
            config.jetty.addConnector(transport::connector);
            allow(config, origins);
            configure(config, metrics, routes);
        });
        try {
            return new WebServer(javalin.start());
        } catch (JavalinBindException taken) {
            javalin.stop();
            throw portTaken(transport.host(), transport.port(), taken);
        }
    }

    private static void allow(JavalinConfig config, List<String> origins) {
        if (origins.isEmpty()) {
            return;
        }
        config.bundledPlugins.enableCors(cors -> cors.addRule(rule -> {
            origins.forEach(rule::allowHost);
            EXPOSED.forEach(rule::exposeHeader);
            rule.maxAge = 600;
        }));
    }

    public static ProgramProblem portTaken(String host, int port, Exception cause) {
        return new ProgramProblem(
                ExitCode.PORT_TAKEN,
                "Port " + port + " on " + host + " cannot be listened on (" + reason(cause)
                        + "); stop what listens there or choose another with --port",
                cause);
    }

    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private static void configure(JavalinConfig config, Metrics metrics, Consumer<RoutesConfig> routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.jsonMapper(new JavalinJackson(Json.mapper(), false));
        config.http.maxRequestSize = Transport.MOST_BODY_BYTES;
        config.jetty.modifyServletContextHandler(handler -> handler.addEventListener(new EndOfRequest()));
        config.requestLogger.http((context, milliseconds) -> {
            metrics.record(context, milliseconds);
            RequestIds.end();
        });
        config.routes.before(RequestIds::begin);
        config.routes.before(SecurityHeaders::write);
        Problems.declare(config.routes);
        routes.accept(config.routes);
    }

    private static String reason(Throwable thrown) {
        Throwable deepest = thrown;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }
}
