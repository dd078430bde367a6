package ocs.pulse.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.json.JavalinJackson;
import io.javalin.util.JavalinBindException;
import java.util.function.Consumer;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;

/** The HTTP server, listening from its start until it is closed. */
public final class WebServer implements AutoCloseable {
    private final Javalin javalin;

    private WebServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /** @param port 0 for any that is free */
    public static WebServer start(String host, int port, Metrics metrics, Consumer<RoutesConfig> routes) {
        Javalin javalin = Javalin.create(config -> configure(config, metrics, routes));
        try {
            return new WebServer(javalin.start(host, port));
        } catch (JavalinBindException taken) {
            javalin.stop();
            throw portTaken(host, port, taken);
        }
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
        config.requestLogger.http((context, milliseconds) -> metrics.record(context, milliseconds));
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
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
