package ocs.pulse.ledger;

import ocs.pulse.proto.RepairProto;
import ocs.pulse.tables.SourceTable;

/**
 * A range of rows that is being read again, ids from {@code first} to {@code last}, both included.
 *
 * @param sweeps whether rows of the range with a lower sighting at its end are gone
 * @param clean whether every change of the table could be read since it began
 * @param read rows that came
 * @param mended those that were not as they came, or not there
 * @param removed rows that did not come
 */
record Repair(
        String id,
        SourceTable table,
        long first,
        long last,
        boolean sweeps,
        long sighting,
        boolean clean,
        long read,
        long mended,
        long removed) {

    static Repair begin(SourceTable table, String id, long first, long last, boolean sweeps, long sighting) {
        return new Repair(id, table, first, last, sweeps, sighting, true, 0, 0, 0);
    }

    boolean covers(RowId row) {
        return row.table() == table && row.id() >= first && row.id() <= last;
    }

    /** Whether at its end nothing of the table is left that was not read again. */
    boolean heals() {
        return clean && sweeps && first == Long.MIN_VALUE && last == Long.MAX_VALUE;
    }

    Repair withRead(boolean wasWrong) {
        return new Repair(
                id, table, first, last, sweeps, sighting, clean, read + 1, mended + (wasWrong ? 1 : 0), removed);
    }

    Repair withRemoved() {
        return new Repair(id, table, first, last, sweeps, sighting, clean, read, mended, removed + 1);
    }

    Repair unclean() {
        return new Repair(id, table, first, last, sweeps, sighting, false, read, mended, removed);
    }

    RepairProto toProto() {
        return RepairProto.newBuilder()
                .setId(id)
                .setTable(table.code())
                .setFirst(first)
                .setLast(last)
                .setSweeps(sweeps)
                .setSighting(sighting)
                .setUnclean(!clean)
                .setRead(read)
                .setMended(mended)
                .setRemoved(removed)
                .build();
    }

    static Repair ofProto(RepairProto proto) {
        return new Repair(
                proto.getId(),
                SourceTable.ofCode(proto.getTable()),
                proto.getFirst(),
                proto.getLast(),
                proto.getSweeps(),
                proto.getSighting(),
                !proto.getUnclean(),
                proto.getRead(),
                proto.getMended(),
                proto.getRemoved());
    }
}
