package ocs.pulse.ledger;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import ocs.pulse.change.SourceEvent;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.proto.LedgerStateProto;
import ocs.pulse.proto.TruncationProto;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/** What the ledger remembers beside rows: one record of its store, read at the start, written after each input. */
final class LedgerState {
    private static final int UNKNOWN_TABLE = 0;
    /** The progress of a snapshot is written down once in so many rows. */
    private static final long ROWS_PER_NOTE = 1_000;

    final Queue work = new Queue();
    final Queue inbox = new Queue();
    final Counts counts = new Counts();

    private final LedgerStore store;
    private final Map<SourceTable, Long> truncations = new EnumMap<>(SourceTable.class);
    private final Repairs repairs = new Repairs();
    private final EnumSet<SourceTable> degraded = EnumSet.noneOf(SourceTable.class);
    private Epoch epoch = Epoch.NONE;
    private long sighting;
    private long snapshotRows;
    private long watermark;
    private long deadLetters;
    private boolean unknownDegraded;
    private boolean anyRow;
    private @Nullable OpenTransaction open;
    private boolean dirty;

    LedgerState(LedgerStore store) {
        this.store = store;
        byte[] bytes = store.get(new LedgerKey.State().encode());
        if (bytes != null) {
            load(bytes);
        }
    }

    /** A queue's ends: entries from {@code first} on, below {@code next}. */
    final class Queue {
        private long first;
        private long next;

        boolean isEmpty() {
            return first == next;
        }

        long size() {
            return next - first;
        }

        long first() {
            return first;
        }

        long take() {
            dirty = true;
            return first++;
        }

        long add() {
            dirty = true;
            return next++;
        }
    }

    Epoch epoch() {
        return epoch;
    }

    void epoch(Epoch changed) {
        epoch = changed;
        dirty = true;
    }

    /** Begins an epoch: positions of the time before mean nothing any more. */
    void openEpoch(long lsn) {
        epoch(epoch.next(nextSighting(), !anyRow).withLsn(lsn));
        snapshotRows = 0;
        watermark = 0;
        truncations.clear();
        repairs.clear();
        degraded.clear();
        unknownDegraded = false;
    }

    long sighting() {
        return sighting;
    }

    private long nextSighting() {
        dirty = true;
        return ++sighting;
    }

    void countSnapshotRow() {
        snapshotRows++;
        if (snapshotRows % ROWS_PER_NOTE == 0) {
            dirty = true;
        }
    }

    long watermark() {
        return watermark;
    }

    void watermark(long lsn) {
        watermark = lsn;
        dirty = true;
    }

    long truncation(SourceTable table) {
        return truncations.getOrDefault(table, 0L);
    }

    void truncation(SourceTable table, long lsn) {
        truncations.put(table, lsn);
        dirty = true;
    }

    void beginRepair(SourceEvent.RepairStarted it) {
        repairs.put(Repair.begin(it.table(), it.id(), it.first(), it.last(), it.sweeps(), nextSighting()));
    }

    /** A running repair; null if none such was begun. */
    @Nullable
    Repair repair(String id) {
        return repairs.get(id);
    }

    /** Whether a row of these is being read again. */
    boolean isUnderRepair(RowId row) {
        return repairs.anyCovers(row);
    }

    /** Counts a row that was read again. */
    void countRead(RowId row, boolean wasWrong) {
        dirty |= repairs.update(repair -> repair.covers(row), repair -> repair.withRead(wasWrong));
    }

    /** Counts a row that a repair with this sighting did not see. */
    void countRemoved(SourceTable table, long repairSighting) {
        dirty |= repairs.update(
                repair -> repair.table() == table && repair.sighting() == repairSighting, Repair::withRemoved);
    }

    /** Takes a running repair out; a table that it read whole lacks nothing any more. */
    @Nullable
    Repair endRepair(String id) {
        Repair repair = repairs.get(id);
        if (repair != null) {
            repairs.remove(id);
            if (repair.heals()) {
                degraded.remove(repair.table());
            }
            dirty = true;
        }
        return repair;
    }

    TeamRecord.Degraded degraded() {
        return new TeamRecord.Degraded(degraded, unknownDegraded);
    }

    void countDeadLetter(@Nullable SourceTable table) {
        deadLetters++;
        if (table == null) {
            unknownDegraded = true;
        } else {
            degraded.add(table);
        }
        repairs.update(repair -> table == null || repair.table() == table, Repair::unclean);
        dirty = true;
    }

    /** Counts a row's step. */
    void step(@Nullable Slot before, Slot after) {
        dirty |= counts.step(before, after);
        if (!anyRow) {
            anyRow = true;
            dirty = true;
        }
    }

    @Nullable
    OpenTransaction open() {
        return open;
    }

    void open(@Nullable OpenTransaction changed) {
        open = changed;
        dirty = true;
    }

    /** Writes what changed; says whether anything did. */
    boolean save() {
        if (!dirty) {
            return false;
        }
        store.put(new LedgerKey.State().encode(), toProto().toByteArray());
        dirty = false;
        return true;
    }

    LedgerStatus status(LedgerStatus.@Nullable Work current) {
        return new LedgerStatus(
                epoch.number(),
                epoch.open(),
                epoch.number() != 0 && epoch.completed() == epoch.number(),
                snapshotRows,
                watermark,
                counts.parked(),
                counts.acrossTeams(),
                deadLetters,
                Set.copyOf(degraded),
                unknownDegraded,
                current,
                inbox.size());
    }

    private void load(byte[] bytes) {
        LedgerStateProto proto = parse(bytes);
        epoch = new Epoch(
                proto.getEpoch(),
                proto.getSnapshotOpen(),
                proto.getSnapshotLsn(),
                proto.getFresh(),
                proto.getCompletedEpoch());
        sighting = proto.getSighting();
        snapshotRows = proto.getSnapshotRows();
        watermark = proto.getWatermark();
        proto.getTruncationsList().forEach(it -> truncations.put(SourceTable.ofCode(it.getTable()), it.getLsn()));
        proto.getRepairsList().forEach(it -> repairs.put(Repair.ofProto(it)));
        proto.getCountsList().forEach(counts::load);
        deadLetters = proto.getDeadLetters();
        for (int code : proto.getDegradedList()) {
            if (code == UNKNOWN_TABLE) {
                unknownDegraded = true;
            } else {
                degraded.add(SourceTable.ofCode(code));
            }
        }
        work.first = proto.getWorkFirst();
        work.next = proto.getWorkNext();
        inbox.first = proto.getInboxFirst();
        inbox.next = proto.getInboxNext();
        open = proto.hasOpen() ? OpenTransaction.ofProto(proto.getOpen()) : null;
        anyRow = proto.getAnyRow();
    }

    private static LedgerStateProto parse(byte[] bytes) {
        try {
            return LedgerStateProto.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("The ledger's state cannot be read", e);
        }
    }

    private LedgerStateProto toProto() {
        LedgerStateProto.Builder proto = LedgerStateProto.newBuilder()
                .setEpoch(epoch.number())
                .setSighting(sighting)
                .setSnapshotOpen(epoch.open())
                .setSnapshotLsn(epoch.lsn())
                .setCompletedEpoch(epoch.completed())
                .setFresh(epoch.fresh())
                .setSnapshotRows(snapshotRows)
                .setWatermark(watermark)
                .addAllCounts(counts.toProtos())
                .setDeadLetters(deadLetters)
                .setWorkFirst(work.first)
                .setWorkNext(work.next)
                .setInboxFirst(inbox.first)
                .setInboxNext(inbox.next)
                .setAnyRow(anyRow);
        truncations.forEach((table, lsn) -> proto.addTruncations(
                TruncationProto.newBuilder().setTable(table.code()).setLsn(lsn)));
        repairs.all().forEach(it -> proto.addRepairs(it.toProto()));
        degraded.forEach(table -> proto.addDegraded(table.code()));
        if (unknownDegraded) {
            proto.addDegraded(UNKNOWN_TABLE);
        }
        if (open != null) {
            proto.setOpen(open.toProto());
        }
        return proto.build();
    }
}
