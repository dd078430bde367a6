package ocs.pulse.ledger;

import java.util.Objects;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.change.Rows;
import ocs.pulse.proto.SlotProto;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of one row.
 *
 * @param lsn the last applied change's, 0 for none since the last whole snapshot
 * @param liveLsn of a deleted row: what {@code lsn} was while it was there; else {@code lsn}
 * @param sighting the number of the last snapshot or repair during or after which the row was touched
 * @param row its last image, which is what was last sent where {@code placed}; null: it was deleted
 * @param place where it is, or was when it last had a place
 * @param placed whether it was sent to that place and is there now
 * @param listed the row under whose dependents it is listed
 */
record Slot(
        RowId id,
        long lsn,
        long liveLsn,
        long sighting,
        @Nullable Row row,
        @Nullable Place place,
        boolean placed,
        @Nullable RowId listed) {

    static Slot ofProto(RowId id, SlotProto proto) {
        return new Slot(
                id,
                proto.getLsn(),
                proto.hasLiveLsn() ? proto.getLiveLsn() : proto.getLsn(),
                proto.getSighting(),
                proto.hasRow() ? Rows.parse(proto.getRow().toByteArray()) : null,
                proto.hasPlace() ? Place.ofProto(proto.getPlace()) : null,
                proto.getPlaced(),
                proto.hasListed() ? RowId.ofProto(proto.getListed()) : null);
    }

    SlotProto toProto() {
        SlotProto.Builder proto = SlotProto.newBuilder()
                .setOffset(id.offset())
                .setLsn(lsn)
                .setSighting(sighting)
                .setPlaced(placed);
        if (row != null) {
            proto.setRow(Rows.toProto(row).toByteString());
        } else {
            proto.setLiveLsn(liveLsn);
        }
        if (place != null) {
            proto.setPlace(place.toProto());
        }
        if (listed != null) {
            proto.setListed(listed.toProto());
        }
        return proto.build();
    }

    boolean isLive() {
        return row != null;
    }

    /**
     * Whether a change at this position has been applied, or one after it. A row's lock orders its changes, but for one: who
     * inserts a key that another transaction is about to delete writes first and then waits, so that the insert is before
     * the delete in the log and after it in time. Such a change of a deleted row lies behind all that it saw while it was there.
     */
    boolean has(long position) {
        return position <= (isLive() ? lsn : liveLsn) || position == lsn;
    }

    /** Waits for a row that it hangs on. */
    boolean isParked() {
        return row != null && !placed && listed != null;
    }

    /** Names another team than the one it belongs to by its conversation. */
    boolean isAcrossTeams() {
        if (!placed || place == null) {
            return false;
        }
        if (row instanceof Row.Session it) {
            return it.teamId() != place.team();
        }
        if (row instanceof Row.Tagging it) {
            return it.teamId() != place.team();
        }
        return row instanceof Row.Trace it && it.teamId() != null && it.teamId() != place.team();
    }

    /** Where it is now. */
    @Nullable
    Place present() {
        return placed ? place : null;
    }

    /** As it was last sent. */
    @Nullable
    Placed sent() {
        return placed ? new Placed(Objects.requireNonNull(row), chat(), message()) : null;
    }

    private long chat() {
        return Objects.requireNonNull(place).chat();
    }

    private long message() {
        return Objects.requireNonNull(place).message();
    }

    /** The same row, taken from its place but still listed. */
    Slot withdrawn() {
        return new Slot(id, lsn, liveLsn, sighting, row, place, false, listed);
    }
}
