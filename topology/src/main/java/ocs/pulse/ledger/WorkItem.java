package ocs.pulse.ledger;

import com.google.protobuf.InvalidProtocolBufferException;
import ocs.pulse.change.LogPosition;
import ocs.pulse.proto.ClearProto;
import ocs.pulse.proto.CompleteProto;
import ocs.pulse.proto.FollowProto;
import ocs.pulse.proto.PositionProto;
import ocs.pulse.proto.ReleaseProto;
import ocs.pulse.proto.ReportProto;
import ocs.pulse.proto.SettleProto;
import ocs.pulse.proto.SweepProto;
import ocs.pulse.proto.WorkProto;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/**
 * A task and how far it has come.
 *
 * @param cause the change that brought the work about
 * @param next where to go on: a scan's page, a release's bucket; null: at the beginning
 * @param done rows looked at
 */
record WorkItem(WorkTask task, LogPosition cause, @Nullable Long next, long done) {

    static WorkItem of(WorkTask task, LogPosition cause) {
        return new WorkItem(task, cause, null, 0);
    }

    WorkItem goOn(WorkTask rest, long from, int more) {
        return new WorkItem(rest, cause, from, done + more);
    }

    byte[] encode() {
        WorkProto.Builder proto = WorkProto.newBuilder()
                .setDone(done)
                .setCause(PositionProto.newBuilder()
                        .setTransaction(cause.transaction())
                        .setLsn(cause.lsn())
                        .setCommittedAt(cause.committedAt()));
        if (next != null) {
            proto.setNext(next);
        }
        if (task instanceof WorkTask.Clear it) {
            proto.setClear(ClearProto.newBuilder().setTable(it.table().code()));
        } else if (task instanceof WorkTask.Sweep it) {
            proto.setSweep(SweepProto.newBuilder()
                    .setTable(it.table().code())
                    .setFirst(it.first())
                    .setLast(it.last())
                    .setSighting(it.sighting()));
        } else if (task instanceof WorkTask.Follow it) {
            proto.setFollow(FollowProto.newBuilder().setTable(it.table().code()));
        } else if (task instanceof WorkTask.Release it) {
            proto.setRelease(ReleaseProto.newBuilder()
                    .setParent(it.parent().toProto())
                    .setNextTable(it.from().code()));
        } else if (task instanceof WorkTask.Settle it) {
            proto.setSettle(SettleProto.newBuilder().setEndsTransaction(it.endsTransaction()));
        } else if (task instanceof WorkTask.Complete it) {
            proto.setComplete(CompleteProto.newBuilder().setEpoch(it.epoch()));
        } else if (task instanceof WorkTask.Report it) {
            proto.setReport(ReportProto.newBuilder().setRepair(it.repair()));
        }
        return proto.build().toByteArray();
    }

    static WorkItem decode(byte[] bytes) {
        try {
            WorkProto proto = WorkProto.parseFrom(bytes);
            PositionProto cause = proto.getCause();
            return new WorkItem(
                    task(proto),
                    new LogPosition(cause.getTransaction(), cause.getLsn(), cause.getCommittedAt()),
                    proto.hasNext() ? proto.getNext() : null,
                    proto.getDone());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A piece of work cannot be read", e);
        }
    }

    private static WorkTask task(WorkProto proto) {
        return switch (proto.getTaskCase()) {
            case CLEAR -> new WorkTask.Clear(SourceTable.ofCode(proto.getClear().getTable()));
            case SWEEP -> {
                SweepProto it = proto.getSweep();
                yield new WorkTask.Sweep(
                        SourceTable.ofCode(it.getTable()), it.getFirst(), it.getLast(), it.getSighting());
            }
            case FOLLOW ->
                new WorkTask.Follow(SourceTable.ofCode(proto.getFollow().getTable()));
            case RELEASE -> {
                ReleaseProto it = proto.getRelease();
                yield new WorkTask.Release(RowId.ofProto(it.getParent()), SourceTable.ofCode(it.getNextTable()));
            }
            case SETTLE -> new WorkTask.Settle(proto.getSettle().getEndsTransaction());
            case COMPLETE -> new WorkTask.Complete(proto.getComplete().getEpoch());
            case REPORT -> new WorkTask.Report(proto.getReport().getRepair());
            case TASK_NOT_SET ->
                throw new IllegalStateException("Work of an unknown kind: was this written by a newer pulse?");
        };
    }
}
