package ocs.pulse.cli;

import ocs.pulse.PulseTopology;
import ocs.pulse.ledger.LedgerBoard;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.team.Teams;
import org.apache.kafka.streams.TopologyDescription;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code pulse topology}. */
final class TopologyCommand implements Command {
    @Override
    public CommandSpec spec() {
        return CommandSpecs.of(this, "topology", "Prints the stages, stores and topics.")
                .addOption(OptionSpec.builder("--drawing")
                        .description("As a flow chart in Mermaid's language.")
                        .build());
    }

    @Override
    public int run(ParseResult parsed, Console console) {
        TopologyDescription topology =
                PulseTopology.build(new LedgerBoard(), new Teams(1, 0)).describe();
        console.out().print(parsed.hasMatchedOption("--drawing") ? TopologyDrawing.of(topology) : topology);
        return ExitCode.OK.status();
    }
}
