package ocs.pulse.cli;

import ocs.pulse.PulseTopology;
import ocs.pulse.ledger.LedgerBoard;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.team.Teams;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code pulse topology}. */
final class TopologyCommand implements Command {
    @Override
    public CommandSpec spec() {
        return CommandSpecs.of(this, "topology", "Prints the stages, stores and topics.");
    }

    @Override
    public int run(ParseResult parsed, Console console) {
        console.out()
                .print(PulseTopology.build(new LedgerBoard(), new Teams(1, 0)).describe());
        return ExitCode.OK.status();
    }
}
