package ocs.pulse.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import ocs.pulse.run.Terminal;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code pulse status}: one screen about a running program; on a terminal it stays and refreshes until Ctrl-C. */
final class StatusCommand implements Command {
    private static final String URL = "--url";
    private static final String HERE = "http://127.0.0.1:8080";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration REFRESH = Duration.ofSeconds(1);
    private static final String HOME_AND_CLEAR = "\033[H\033[J";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.of(this, "status", "Shows how a running program is doing.");
        spec.addOption(OptionSpec.builder(URL)
                .type(String.class)
                .paramLabel("URL")
                .defaultValue(HERE)
                .description("Where it listens (default " + HERE + ").")
                .build());
        spec.addOption(Output.option());
        return spec;
    }

    @Override
    public int run(ParseResult parsed, Console console) throws InterruptedException {
        URI base = base(parsed.matchedOptionValue(URL, HERE));
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        if (Output.of(parsed) == Output.JSON) {
            console.out().print(ask(client, base).json());
            return ExitCode.OK.status();
        }
        boolean refreshes = Terminal.isOne();
        do {
            String screen = ask(client, base).screen();
            console.out().print((refreshes ? HOME_AND_CLEAR : "") + screen);
            console.out().flush();
        } while (refreshes && !console.ending().await(REFRESH));
        return ExitCode.OK.status();
    }

    private static URI base(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException noUrl) {
            throw new ProgramProblem(ExitCode.USAGE, "Option " + URL + " takes a URL such as " + HERE, noUrl);
        }
    }

    private static ProgramStatus ask(HttpClient client, URI base) throws InterruptedException {
        try {
            return ProgramStatus.of(get(client, base, "/health/ready"), get(client, base, "/metrics"));
        } catch (IOException | IllegalArgumentException failure) {
            throw new ProgramProblem(
                    ExitCode.UNEXPECTED,
                    "No pulse answers at " + base + " (" + failure.getClass().getSimpleName()
                            + "): name its address with " + URL,
                    failure);
        }
    }

    private static String get(HttpClient client, URI base, String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
