package ocs.pulse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ocs.pulse.PulseTopology;
import ocs.pulse.ledger.LedgerBoard;
import ocs.pulse.team.Teams;
import org.junit.jupiter.api.Test;

final class TopologyDrawingTest {

    @Test
    void shouldDrawTopicsStoresAndStages() {
        String drawing = TopologyDrawing.of(
                PulseTopology.build(new LedgerBoard(), new Teams(1, 0)).describe());
        assertThat(drawing)
                .startsWith("flowchart LR\n")
                .contains(
                        "subgraph stage0 [stage 0]",
                        "subgraph stage1 [stage 1]",
                        "  topic_ocs_changes([ocs.changes]) --> ledger\n",
                        "  ledger <--> store_ledger[(ledger)]\n",
                        "  ledger --> topic_pulse_teams([pulse.teams])\n",
                        "  topic_pulse_teams([pulse.teams]) --> teams\n",
                        "  teams <--> store_teams[(teams)]\n");
    }
}
