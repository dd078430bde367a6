package ocs.pulse.ledger;

import ocs.pulse.change.Row;
import ocs.pulse.proto.RowIdProto;
import ocs.pulse.tables.SourceTable;

/** Names one row of one table. Rows live on pages of 32 neighbours. */
record RowId(SourceTable table, long id) {
    static final int PAGE_BITS = 5;

    static RowId of(Row row) {
        return new RowId(row.table(), row.id());
    }

    static RowId ofProto(RowIdProto proto) {
        return new RowId(SourceTable.ofCode(proto.getTable()), proto.getId());
    }

    RowIdProto toProto() {
        return RowIdProto.newBuilder().setTable(table.code()).setId(id).build();
    }

    /** The page's number; order of pages is order of ids, negative ones first. */
    long page() {
        return id >> PAGE_BITS;
    }

    /** The place on the page, 0 to 31. */
    int offset() {
        return (int) (id & ((1 << PAGE_BITS) - 1));
    }
}
