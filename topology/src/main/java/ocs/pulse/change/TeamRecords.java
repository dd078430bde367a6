package ocs.pulse.change;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.stream.Collectors;
import ocs.pulse.proto.ChangedProto;
import ocs.pulse.proto.DegradedProto;
import ocs.pulse.proto.SnapshotProto;
import ocs.pulse.proto.TeamRecordProto;
import ocs.pulse.proto.TransactionEndProto;
import ocs.pulse.proto.WatermarkProto;
import ocs.pulse.tables.SourceTable;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** {@link TeamRecord}s as the topic between the stages carries them. */
public final class TeamRecords {
    private static final int UNKNOWN_TABLE = 0;

    private TeamRecords() {}

    public static Serde<TeamRecord> serde() {
        return Serdes.serdeFrom((topic, record) -> encode(record), (topic, bytes) -> decode(bytes));
    }

    public static byte[] encode(TeamRecord record) {
        TeamRecordProto.Builder proto = TeamRecordProto.newBuilder();
        if (record instanceof TeamRecord.Changed it) {
            proto.setChanged(changed(it));
        } else if (record instanceof TeamRecord.TransactionEnd it) {
            proto.setTransactionEnd(TransactionEndProto.newBuilder()
                    .setTransaction(it.transaction())
                    .setCommittedAt(it.committedAt()));
        } else if (record instanceof TeamRecord.Watermark it) {
            proto.setWatermark(WatermarkProto.newBuilder().setLsn(it.lsn()).setCommittedAt(it.committedAt()));
        } else if (record instanceof TeamRecord.Snapshot it) {
            proto.setSnapshot(SnapshotProto.newBuilder().setEpoch(it.epoch()).setComplete(it.complete()));
        } else if (record instanceof TeamRecord.Degraded it) {
            proto.setDegraded(toProto(it));
        }
        return proto.build().toByteArray();
    }

    public static DegradedProto toProto(TeamRecord.Degraded it) {
        DegradedProto.Builder proto = DegradedProto.newBuilder();
        it.tables().stream().map(SourceTable::code).sorted().forEach(proto::addTables);
        if (it.unknown()) {
            proto.addTables(UNKNOWN_TABLE);
        }
        return proto.build();
    }

    public static TeamRecord.Degraded ofProto(DegradedProto proto) {
        return new TeamRecord.Degraded(
                proto.getTablesList().stream()
                        .filter(code -> code != UNKNOWN_TABLE)
                        .map(SourceTable::ofCode)
                        .collect(Collectors.toSet()),
                proto.getTablesList().contains(UNKNOWN_TABLE));
    }

    private static ChangedProto.Builder changed(TeamRecord.Changed it) {
        ChangedProto.Builder proto = ChangedProto.newBuilder()
                .setTransaction(it.transaction())
                .setLsn(it.lsn())
                .setCommittedAt(it.committedAt());
        if (it.teamId() != null) {
            proto.setTeamId(it.teamId());
        }
        if (it.before() != null) {
            proto.setBefore(Rows.toProto(it.before()));
        }
        if (it.after() != null) {
            proto.setAfter(Rows.toProto(it.after()));
        }
        return proto;
    }

    public static TeamRecord decode(byte[] bytes) {
        try {
            return ofProto(TeamRecordProto.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new SerializationException("A record between the stages cannot be read", e);
        }
    }

    private static TeamRecord ofProto(TeamRecordProto proto) {
        return switch (proto.getKindCase()) {
            case CHANGED -> {
                ChangedProto it = proto.getChanged();
                yield new TeamRecord.Changed(
                        it.hasTeamId() ? it.getTeamId() : null,
                        it.hasBefore() ? Rows.ofProto(it.getBefore()) : null,
                        it.hasAfter() ? Rows.ofProto(it.getAfter()) : null,
                        it.getTransaction(),
                        it.getLsn(),
                        it.getCommittedAt());
            }
            case TRANSACTION_END ->
                new TeamRecord.TransactionEnd(
                        proto.getTransactionEnd().getTransaction(),
                        proto.getTransactionEnd().getCommittedAt());
            case WATERMARK ->
                new TeamRecord.Watermark(
                        proto.getWatermark().getLsn(), proto.getWatermark().getCommittedAt());
            case SNAPSHOT ->
                new TeamRecord.Snapshot(
                        proto.getSnapshot().getEpoch(), proto.getSnapshot().getComplete());
            case DEGRADED -> ofProto(proto.getDegraded());
            case KIND_NOT_SET ->
                throw new SerializationException(
                        "A record between the stages is of an unknown kind: was this written by a newer pulse?");
        };
    }
}
