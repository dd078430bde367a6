package ocs.pulse.change;

import com.google.protobuf.InvalidProtocolBufferException;
import ocs.pulse.proto.ChannelProto;
import ocs.pulse.proto.ChatProto;
import ocs.pulse.proto.ContentTypeProto;
import ocs.pulse.proto.ExperimentProto;
import ocs.pulse.proto.MessageProto;
import ocs.pulse.proto.ParticipantProto;
import ocs.pulse.proto.PlacedProto;
import ocs.pulse.proto.RowProto;
import ocs.pulse.proto.SessionProto;
import ocs.pulse.proto.TagProto;
import ocs.pulse.proto.TaggingProto;
import ocs.pulse.proto.TeamProto;
import ocs.pulse.proto.TraceProto;

/** Rows as stores and topics keep them, and back. */
public final class Rows {
    private Rows() {}

    /** Reads what {@link #toProto} wrote; anything else in a store is damage, so it is an error. */
    public static Row parse(byte[] bytes) {
        try {
            return ofProto(RowProto.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A stored row cannot be read", e);
        }
    }

    public static RowProto toProto(Row row) {
        RowProto.Builder proto = RowProto.newBuilder().setId(row.id());
        if (row instanceof Row.Message it) {
            proto.setMessage(MessageProto.newBuilder()
                    .setChatId(it.chatId())
                    .setType(it.type())
                    .setCreatedAt(it.createdAt()));
        } else if (row instanceof Row.Session it) {
            proto.setSession(session(it));
        } else if (row instanceof Row.Trace it) {
            proto.setTrace(trace(it));
        } else if (row instanceof Row.Tagging it) {
            proto.setTagging(TaggingProto.newBuilder()
                    .setTeamId(it.teamId())
                    .setTagId(it.tagId())
                    .setContentTypeId(it.contentTypeId())
                    .setObjectId(it.objectId()));
        } else if (row instanceof Row.Chat it) {
            proto.setChat(ChatProto.newBuilder().setTeamId(it.teamId()));
        } else if (row instanceof Row.Participant it) {
            proto.setParticipant(ParticipantProto.newBuilder()
                    .setTeamId(it.teamId())
                    .setName(it.name())
                    .setIdentifier(it.identifier())
                    .setPlatform(it.platform())
                    .setRemoteId(it.remoteId()));
        } else if (row instanceof Row.Experiment it) {
            proto.setExperiment(experiment(it));
        } else if (row instanceof Row.Channel it) {
            proto.setChannel(channel(it));
        } else if (row instanceof Row.Tag it) {
            proto.setTag(TagProto.newBuilder()
                    .setTeamId(it.teamId())
                    .setName(it.name())
                    .setCategory(it.category())
                    .setSystem(it.system()));
        } else if (row instanceof Row.Team it) {
            proto.setTeam(TeamProto.newBuilder().setName(it.name()).setSlug(it.slug()));
        } else if (row instanceof Row.ContentType it) {
            proto.setContentType(
                    ContentTypeProto.newBuilder().setAppLabel(it.appLabel()).setModel(it.model()));
        }
        return proto.build();
    }

    private static ExperimentProto.Builder experiment(Row.Experiment it) {
        ExperimentProto.Builder proto = ExperimentProto.newBuilder()
                .setTeamId(it.teamId())
                .setName(it.name())
                .setArchived(it.archived());
        if (it.description() != null) {
            proto.setDescription(it.description());
        }
        if (it.workingVersionId() != null) {
            proto.setWorkingVersionId(it.workingVersionId());
        }
        if (it.pipelineId() != null) {
            proto.setPipelineId(it.pipelineId());
        }
        return proto;
    }

    private static ChannelProto.Builder channel(Row.Channel it) {
        ChannelProto.Builder proto = ChannelProto.newBuilder()
                .setTeamId(it.teamId())
                .setPlatform(it.platform())
                .setDeleted(it.deleted())
                .setName(it.name());
        if (it.experimentId() != null) {
            proto.setExperimentId(it.experimentId());
        }
        return proto;
    }

    private static SessionProto.Builder session(Row.Session it) {
        SessionProto.Builder proto = SessionProto.newBuilder()
                .setTeamId(it.teamId())
                .setExternalId(it.externalId())
                .setExperimentId(it.experimentId())
                .setChatId(it.chatId())
                .setPlatformAbsent(it.platformAbsent())
                .setStatus(it.status())
                .setCreatedAt(it.createdAt());
        if (it.participantId() != null) {
            proto.setParticipantId(it.participantId());
        }
        if (it.channelId() != null) {
            proto.setChannelId(it.channelId());
        }
        if (it.platform() != null) {
            proto.setPlatform(it.platform());
        }
        if (it.endedAt() != null) {
            proto.setEndedAt(it.endedAt());
        }
        return proto;
    }

    private static TraceProto.Builder trace(Row.Trace it) {
        TraceProto.Builder proto = TraceProto.newBuilder()
                .setTimestamp(it.timestamp())
                .setDurationMs(it.durationMs())
                .setStatus(it.status());
        if (it.teamId() != null) {
            proto.setTeamId(it.teamId());
        }
        if (it.experimentId() != null) {
            proto.setExperimentId(it.experimentId());
        }
        if (it.sessionId() != null) {
            proto.setSessionId(it.sessionId());
        }
        return proto;
    }

    public static Row ofProto(RowProto proto) {
        long id = proto.getId();
        return switch (proto.getRowCase()) {
            case CONTENT_TYPE -> {
                ContentTypeProto it = proto.getContentType();
                yield new Row.ContentType(id, it.getAppLabel(), it.getModel());
            }
            case TEAM ->
                new Row.Team(id, proto.getTeam().getName(), proto.getTeam().getSlug());
            case EXPERIMENT -> {
                ExperimentProto it = proto.getExperiment();
                yield new Row.Experiment(
                        id,
                        it.getTeamId(),
                        it.getName(),
                        it.hasDescription() ? it.getDescription() : null,
                        it.getArchived(),
                        it.hasWorkingVersionId() ? it.getWorkingVersionId() : null,
                        it.hasPipelineId() ? it.getPipelineId() : null);
            }
            case PARTICIPANT -> {
                ParticipantProto it = proto.getParticipant();
                yield new Row.Participant(
                        id, it.getTeamId(), it.getName(), it.getIdentifier(), it.getPlatform(), it.getRemoteId());
            }
            case CHANNEL -> {
                ChannelProto it = proto.getChannel();
                yield new Row.Channel(
                        id,
                        it.getTeamId(),
                        it.hasExperimentId() ? it.getExperimentId() : null,
                        it.getPlatform(),
                        it.getDeleted(),
                        it.getName());
            }
            case TAG -> {
                TagProto it = proto.getTag();
                yield new Row.Tag(id, it.getTeamId(), it.getName(), it.getCategory(), it.getSystem());
            }
            case CHAT -> new Row.Chat(id, proto.getChat().getTeamId());
            case SESSION -> session(id, proto.getSession());
            case MESSAGE -> {
                MessageProto it = proto.getMessage();
                yield new Row.Message(id, it.getChatId(), it.getType(), it.getCreatedAt());
            }
            case TAGGING -> {
                TaggingProto it = proto.getTagging();
                yield new Row.Tagging(id, it.getTeamId(), it.getTagId(), it.getContentTypeId(), it.getObjectId());
            }
            case TRACE -> trace(id, proto.getTrace());
            case ROW_NOT_SET ->
                throw new IllegalStateException(
                        "The stored row " + id + " is of an unknown table: was this written by a newer pulse?");
        };
    }

    private static Row session(long id, SessionProto it) {
        return new Row.Session(
                id,
                it.getTeamId(),
                it.getExternalId(),
                it.getExperimentId(),
                it.hasParticipantId() ? it.getParticipantId() : null,
                it.getChatId(),
                it.hasChannelId() ? it.getChannelId() : null,
                it.hasPlatform() ? it.getPlatform() : null,
                it.getPlatformAbsent(),
                it.getStatus(),
                it.getCreatedAt(),
                it.hasEndedAt() ? it.getEndedAt() : null);
    }

    private static Row trace(long id, TraceProto it) {
        return new Row.Trace(
                id,
                it.hasTeamId() ? it.getTeamId() : null,
                it.hasExperimentId() ? it.getExperimentId() : null,
                it.hasSessionId() ? it.getSessionId() : null,
                it.getTimestamp(),
                it.getDurationMs(),
                it.getStatus());
    }

    public static PlacedProto toProto(Placed placed) {
        return PlacedProto.newBuilder()
                .setRow(toProto(placed.row()))
                .setChatId(placed.chatId())
                .setMessageId(placed.messageId())
                .build();
    }

    public static Placed ofProto(PlacedProto proto) {
        return new Placed(ofProto(proto.getRow()), proto.getChatId(), proto.getMessageId());
    }
}
