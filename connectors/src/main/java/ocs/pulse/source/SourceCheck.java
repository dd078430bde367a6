package ocs.pulse.source;

import java.util.Optional;

/**
 * Everything that is looked at before capture starts, cheapest first. What is missing and may be created (heartbeat
 * table, publication) is created; each thing is created whole or not at all, so a failed start leaves nothing behind
 * that blocks the next.
 *
 * @param heartbeat whether the heartbeat table is wanted
 */
public record SourceCheck(SourceAddress address, SourceNames names, boolean heartbeat) {

    /** Makes the database ready and says what is read of it; a {@link SourceProblem} where that cannot be. */
    public SourceLayout prepare() {
        try (SourceConnection source = SourceConnection.open(address)) {
            ServerCheck.check(source);
            SourceLayout layout = TableCheck.check(source);
            SetupSql setup = new SetupSql(layout, names, address.user(), heartbeat);
            TableCheck.checkSelect(source, layout, setup);
            checkSlot(source);
            if (heartbeat) {
                HeartbeatCheck.ensure(source, setup);
            }
            PublicationCheck.ensure(source, setup);
            return layout;
        }
    }

    private void checkSlot(SourceConnection source) {
        Optional<SlotState> slot = SlotState.find(source, names.slot());
        if (slot.isEmpty()) {
            ServerCheck.checkFreeSlot(source);
        } else {
            SlotCheck.requireOurs(names.slot(), address, slot.get());
        }
        ServerCheck.checkFreeSender(source);
    }
}
