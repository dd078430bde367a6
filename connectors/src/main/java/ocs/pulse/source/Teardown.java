package ocs.pulse.source;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What pulse left in a database, and its removal. The role stays: who made it takes it away. */
public record Teardown(SourceAddress address, SourceNames names) {

    /** The statements that remove what is there, in order; none where nothing is. A slot in use is a {@link SourceProblem}. */
    public List<String> statements() {
        try (SourceConnection source = SourceConnection.open(address)) {
            List<String> statements = new ArrayList<>();
            Optional<SlotState> slot = SlotState.find(source, names.slot());
            if (slot.isPresent()) {
                SlotCheck.requireOurs(names.slot(), address, slot.get());
                SlotCheck.requireIdle(names.slot(), slot.get());
                statements.add("SELECT pg_drop_replication_slot('" + names.slot() + "')");
            }
            if (source.one(
                    "SELECT EXISTS (SELECT FROM pg_publication WHERE pubname = ?)",
                    row -> row.getBoolean(1),
                    names.publication())) {
                statements.add("DROP PUBLICATION " + SetupSql.quoted(names.publication()));
            }
            if (source.one(
                    "SELECT to_regclass(?) IS NOT NULL", row -> row.getBoolean(1), HeartbeatTable.QUALIFIED_NAME)) {
                statements.add("DROP TABLE " + HeartbeatTable.QUALIFIED_NAME);
            }
            return statements;
        }
    }

    /** Runs one of them, so that what the role may not remove keeps nothing else in place. */
    public void run(String statement) {
        try (SourceConnection source = SourceConnection.open(address)) {
            source.runTogether(List.of(statement));
        } catch (SQLException failure) {
            throw new SourceProblem(
                    SourceProblem.Reason.PRIVILEGE,
                    "User '" + address.user() + "' may not remove this ("
                            + SourceConnection.oneLine(failure.getMessage()) + "): let its owner run the SQL",
                    statement + ";\n",
                    failure);
        }
    }
}
