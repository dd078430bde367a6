package ocs.pulse.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Optional;
import ocs.pulse.capture.CaptureProblem;
import ocs.pulse.capture.ConnectHandover;
import ocs.pulse.capture.ConnectProgress;
import ocs.pulse.connect.ConnectCluster;
import ocs.pulse.connect.ConnectProblem;
import ocs.pulse.connect.ConnectStatus;
import ocs.pulse.run.ConnectSettings;
import ocs.pulse.run.SourceSettings;
import ocs.pulse.settings.Catalog;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.Role;
import ocs.pulse.settings.Settings;
import ocs.pulse.source.SlotState;
import ocs.pulse.source.SourceLayout;
import ocs.pulse.source.SourceProblem;
import ocs.pulse.source.SourceSlot;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code pulse connector config} and its kin: capture in a Kafka Connect cluster, from the one configuration. */
record ConnectCommand(ConnectAction action) implements Command {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String RESNAPSHOT = "--resnapshot";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.withSettings(this, Role.CONNECTOR, action.command(), action.description());
        if (action == ConnectAction.APPLY) {
            spec.addOption(OptionSpec.builder(RESNAPSHOT)
                    .type(boolean.class)
                    .description("Forgets slot and position and takes a new snapshot.")
                    .build());
        }
        if (action != ConnectAction.CONFIG) {
            spec.addOption(Output.option());
        }
        return spec;
    }

    @Override
    public int run(ParseResult parsed, Console console) {
        Settings settings = CommandSpecs.settings(Role.CONNECTOR, parsed, console);
        try {
            if (action == ConnectAction.CONFIG) {
                console.out().println(json(config(settings)));
                return ExitCode.OK.status();
            }
            if (action == ConnectAction.STATUS) {
                return status(settings, parsed, console);
            }
            ConnectStatus status = act(settings, parsed.matchedOptionValue(RESNAPSHOT, false));
            console.out().println(Output.of(parsed) == Output.JSON ? json(status) : status);
            return ExitCode.OK.status();
        } catch (SourceProblem | CaptureProblem | ConnectProblem problem) {
            throw SourceSettings.problem(problem);
        }
    }

    private static int status(Settings settings, ParseResult parsed, Console console) {
        ConnectCluster cluster = new ConnectSettings(settings).cluster();
        ConnectStatus status = cluster.status();
        Optional<ConnectProgress> progress =
                status.isAbsent() ? Optional.empty() : cluster.place().map(ConnectProgress::of);
        SourceSettings source = new SourceSettings(settings);
        Optional<SlotState> slot = settings.get(Catalog.DATABASE_URL)
                .flatMap(named -> new SourceSlot(source.address(), source.names()).find());
        ConnectorStatus all = new ConnectorStatus(status, progress, slot, System.currentTimeMillis());
        console.out().println(Output.of(parsed) == Output.JSON ? all.json() : all.screen());
        return status.runs() ? ExitCode.OK.status() : ExitCode.CONNECT.status();
    }

    private ConnectStatus act(Settings settings, boolean resnapshot) {
        ConnectCluster cluster = new ConnectSettings(settings).cluster();
        return switch (action) {
            case APPLY -> apply(settings, cluster, resnapshot);
            case PAUSE -> cluster.pause();
            case RESUME -> cluster.resume();
            case RESTART -> cluster.restart();
            case DELETE -> delete(settings, cluster);
            case CONFIG, STATUS -> cluster.status();
        };
    }

    private static Map<String, String> config(Settings settings) {
        SourceLayout layout = new SourceSettings(settings).check().inspect().layout();
        return new ConnectSettings(settings).config(layout);
    }

    /** A connector that has not begun goes on where the embedded engine was, if that ever ran. */
    private static ConnectStatus apply(Settings settings, ConnectCluster cluster, boolean resnapshot) {
        ConnectSettings connect = new ConnectSettings(settings);
        SourceLayout layout = new SourceSettings(settings).check().prepare();
        ConnectHandover handover = connect.handover(layout);
        Optional<Map<String, Object>> place = cluster.status().isAbsent() ? Optional.empty() : cluster.place();
        if (!resnapshot) {
            place.ifPresent(handover::requireIntact);
        }
        cluster.configure(connect.config(layout));
        if (resnapshot) {
            cluster.stop();
            return cluster.beginAt(handover.anew(place));
        }
        return place.isPresent() ? cluster.resume() : cluster.beginAt(handover.fromEngine());
    }

    /** Also where there is no connector any more: the embedded engine may go on. */
    private static ConnectStatus delete(Settings settings, ConnectCluster cluster) {
        SourceLayout layout = new SourceSettings(settings).check().inspect().layout();
        Optional<Map<String, Object>> place = Optional.empty();
        if (!cluster.status().isAbsent()) {
            cluster.stop();
            place = cluster.place();
        }
        new ConnectSettings(settings).handover(layout).toEngine(place);
        cluster.delete();
        return cluster.status();
    }

    private static String json(Object value) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A configuration cannot be written", failure);
        }
    }
}
