package ocs.pulse.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.change.TeamRecords;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/** A teams stage that does nothing but believe the ledger, and holds it to its promises. */
final class TeamsMirror implements LedgerSink {
    /** One row with one team; the team is null for the small tables. */
    record Held(@Nullable Long team, RowId row) {}

    final Map<Held, Placed> rows = new HashMap<>();
    final List<TeamRecord> records = new ArrayList<>();
    final List<String> deadLetters = new ArrayList<>();
    final List<RepairReport> reports = new ArrayList<>();
    /** How many taggings each message has. */
    private final Map<Long, Integer> taggings = new HashMap<>();
    /** Teams with changes of each transaction that has not ended. */
    private final Map<Long, Set<TeamKey>> unended = new HashMap<>();

    @Override
    public void send(TeamKey audience, TeamRecord record, long timestamp) {
        assertThat(TeamRecords.decode(TeamRecords.encode(record))).isEqualTo(record);
        records.add(record);
        if (record instanceof TeamRecord.Changed it) {
            Long team = it.teamId();
            assertThat(audience).isEqualTo(team == null ? TeamKey.EVERYONE : TeamKey.of(team));
            changed(it);
            if (it.transaction() != 0) {
                unended.computeIfAbsent(it.transaction(), absent -> new HashSet<>())
                        .add(audience);
            }
        } else if (record instanceof TeamRecord.TransactionEnd it) {
            Set<TeamKey> touched = Objects.requireNonNull(unended.remove(it.transaction()));
            TeamKey expected = touched.contains(TeamKey.EVERYONE)
                    ? TeamKey.EVERYONE
                    : TeamKey.ofAll(
                            touched.stream().map(key -> key.teams().get(0)).toList());
            assertThat(audience).isEqualTo(expected);
        }
    }

    private void changed(TeamRecord.Changed it) {
        Held held = new Held(it.teamId(), RowId.of(it.row()));
        assertThat(it.before()).as("before of %s", it).isEqualTo(rows.get(held));
        assertThat(it.before()).as("no step: %s", it).isNotEqualTo(it.after());
        Placed after = it.after();
        countTagging(it.before(), -1);
        countTagging(after, 1);
        if (after == null) {
            rows.remove(held);
        } else {
            rows.put(held, after);
            checkTarget(it.teamId(), after);
        }
        if (held.row().table() == SourceTable.MESSAGE && it.before() != null) {
            boolean moved = after == null || after.chatId() != it.before().chatId();
            assertThat(moved && isTagged(held.row().id()))
                    .as("taggings go first: %s", it)
                    .isFalse();
        }
    }

    private void checkTarget(@Nullable Long team, Placed placed) {
        if (placed.row() instanceof Row.Tagging it && placed.messageId() != 0) {
            Placed message = rows.get(new Held(team, new RowId(SourceTable.MESSAGE, it.objectId())));
            assertThat(message).as("target of %s", it).isNotNull();
            assertThat(message.chatId()).isEqualTo(placed.chatId());
        }
    }

    private boolean isTagged(long message) {
        return taggings.containsKey(message);
    }

    private void countTagging(@Nullable Placed placed, int step) {
        if (placed != null && placed.messageId() != 0) {
            taggings.merge(placed.messageId(), step, (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b));
        }
    }

    /** No transaction is left open. */
    boolean isQuiet() {
        return unended.isEmpty();
    }

    List<TeamRecord.Changed> changes() {
        return records.stream()
                .filter(TeamRecord.Changed.class::isInstance)
                .map(TeamRecord.Changed.class::cast)
                .toList();
    }

    @Override
    public void report(RepairReport report) {
        assertThat(RepairReport.decode(report.encode())).contains(report);
        reports.add(report);
    }

    @Override
    public void deadLetter(Input input, String reason, @Nullable SourceTable table) {
        deadLetters.add(table + ": " + reason);
    }
}
