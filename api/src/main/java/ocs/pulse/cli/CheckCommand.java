package ocs.pulse.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ocs.pulse.capture.CaptureCheck;
import ocs.pulse.connect.ConnectCluster;
import ocs.pulse.run.ConnectSettings;
import ocs.pulse.run.SourceSettings;
import ocs.pulse.settings.Catalog;
import ocs.pulse.settings.Role;
import ocs.pulse.settings.Settings;
import ocs.pulse.source.Finding;
import ocs.pulse.source.SourceLayout;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code pulse connector check}: everything that must hold before the first start and after each upgrade. */
final class CheckCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.withSettings(
                this, Role.CONNECTOR, "check", "Looks at database and Kafka before capture starts; changes nothing.");
        spec.addOption(Output.option());
        spec.usageMessage()
                .exitCodeListHeading("Exit status:%n")
                .exitCodeList(java.util.Map.of(
                        "0", "Nothing is wrong.",
                        "1", "Warnings: capture works, somebody should look.",
                        "2", "Capture must not start."));
        return spec;
    }

    @Override
    public int run(ParseResult parsed, Console console) {
        Settings settings = CommandSpecs.settings(Role.CONNECTOR, parsed, console);
        Optional<String> kafka = settings.get(Catalog.KAFKA);
        List<Finding> findings = findings(settings, kafka);
        Findings found = new Findings(findings);
        console.out().print(Output.of(parsed) == Output.JSON ? found.json() : found.table(kafka.isPresent()));
        return found.status();
    }

    private static List<Finding> findings(Settings settings, Optional<String> kafka) {
        SourceSettings source = new SourceSettings(settings);
        ConnectSettings connect = new ConnectSettings(settings);
        Optional<ConnectCluster> cluster = connect.named();
        if (cluster.isPresent()) {
            return connected(connect, cluster.get(), source.check().inspect().layout());
        }
        return kafka.isPresent()
                ? CaptureCheck.all(source.capture(source.address(), kafka.get()))
                : CaptureCheck.source(source.check());
    }

    private static List<Finding> connected(ConnectSettings connect, ConnectCluster cluster, SourceLayout layout) {
        List<Finding> findings = new ArrayList<>(cluster.check(connect.config(layout)));
        Optional<Map<String, Object>> place =
                findings.stream().anyMatch(Finding::stops) || cluster.status().isAbsent()
                        ? Optional.empty()
                        : cluster.place();
        findings.addAll(CaptureCheck.connected(connect.capture(), place));
        return findings;
    }
}
