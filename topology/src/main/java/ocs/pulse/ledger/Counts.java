package ocs.pulse.ledger;

import java.util.EnumMap;
import java.util.Map;
import ocs.pulse.proto.TableCountProto;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/** How many rows of each table are parked, and how many name another team than the one they belong to. */
final class Counts {
    private final EnumMap<SourceTable, Long> parked = new EnumMap<>(SourceTable.class);
    private final EnumMap<SourceTable, Long> acrossTeams = new EnumMap<>(SourceTable.class);

    void load(TableCountProto proto) {
        SourceTable table = SourceTable.ofCode(proto.getTable());
        add(parked, table, proto.getParked());
        add(acrossTeams, table, proto.getAcrossTeams());
    }

    Iterable<TableCountProto> toProtos() {
        return java.util.Arrays.stream(SourceTable.values())
                .filter(table -> parked.containsKey(table) || acrossTeams.containsKey(table))
                .map(table -> TableCountProto.newBuilder()
                        .setTable(table.code())
                        .setParked(parked.getOrDefault(table, 0L))
                        .setAcrossTeams(acrossTeams.getOrDefault(table, 0L))
                        .build())
                .toList();
    }

    /** Counts a row's step; says whether any count changed. */
    boolean step(@Nullable Slot before, Slot after) {
        SourceTable table = after.id().table();
        long parkedStep = one(after.isParked()) - one(before != null && before.isParked());
        long acrossStep = one(after.isAcrossTeams()) - one(before != null && before.isAcrossTeams());
        add(parked, table, parkedStep);
        add(acrossTeams, table, acrossStep);
        return parkedStep != 0 || acrossStep != 0;
    }

    Map<SourceTable, Long> parked() {
        return Map.copyOf(parked);
    }

    Map<SourceTable, Long> acrossTeams() {
        return Map.copyOf(acrossTeams);
    }

    private static long one(boolean counted) {
        return counted ? 1 : 0;
    }

    private static void add(Map<SourceTable, Long> counts, SourceTable table, long step) {
        counts.merge(table, step, (a, b) -> a + b == 0 ? null : Long.valueOf(a + b));
        counts.remove(table, 0L);
    }
}
