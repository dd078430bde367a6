package ocs.pulse.change;

import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/**
 * One row of one captured table, as last committed. Timestamps are {@link PgTime} microseconds. A null is a null of
 * Postgres.
 */
public sealed interface Row {

    /** The primary key. */
    long id();

    SourceTable table();

    record ContentType(long id, String appLabel, String model) implements Row {
        @Override
        public SourceTable table() {
            return SourceTable.CONTENT_TYPE;
        }

        public boolean isChat() {
            return appLabel.equals("chat") && model.equals("chat");
        }

        public boolean isMessage() {
            return appLabel.equals("chat") && model.equals("chatmessage");
        }
    }

    record Team(long id, String name, String slug) implements Row {
        @Override
        public SourceTable table() {
            return SourceTable.TEAM;
        }
    }

    /** A chatbot, or a version of one. */
    record Experiment(
            long id,
            long teamId,
            String name,
            @Nullable String description,
            boolean archived,
            @Nullable Long workingVersionId,
            @Nullable Long pipelineId)
            implements Row {
        @Override
        public SourceTable table() {
            return SourceTable.EXPERIMENT;
        }

        /** The chatbot itself, not one of its versions. */
        public boolean isWorking() {
            return workingVersionId == null;
        }
    }

    record Participant(long id, long teamId, String name, String identifier, String platform, String remoteId)
            implements Row {
        @Override
        public SourceTable table() {
            return SourceTable.PARTICIPANT;
        }
    }

    record Channel(long id, long teamId, @Nullable Long experimentId, String platform, boolean deleted, String name)
            implements Row {
        @Override
        public SourceTable table() {
            return SourceTable.CHANNEL;
        }
    }

    record Tag(long id, long teamId, String name, String category, boolean system) implements Row {
        public static final String EXPERIMENT_VERSION = "experiment_version";

        @Override
        public SourceTable table() {
            return SourceTable.TAG;
        }

        /** Names the version of the chatbot that answered. */
        public boolean isVersion() {
            return category.equals(EXPERIMENT_VERSION);
        }
    }

    record Chat(long id, long teamId) implements Row {
        @Override
        public SourceTable table() {
            return SourceTable.CHAT;
        }
    }

    /**
     * A session.
     *
     * @param platform the session's own platform; null as well where {@code platformAbsent}
     * @param platformAbsent the database has no such column: the channel's platform stands for it
     */
    record Session(
            long id,
            long teamId,
            String externalId,
            long experimentId,
            @Nullable Long participantId,
            long chatId,
            @Nullable Long channelId,
            @Nullable String platform,
            boolean platformAbsent,
            String status,
            long createdAt,
            @Nullable Long endedAt)
            implements Row {
        @Override
        public SourceTable table() {
            return SourceTable.SESSION;
        }

        /** Still being prepared; such a session counts for nothing on the dashboard. */
        public boolean isSetup() {
            return status.equals("setup");
        }
    }

    /** A message, without its text. {@code type} is {@code human}, {@code ai} or {@code system}. */
    record Message(long id, long chatId, String type, long createdAt) implements Row {
        @Override
        public SourceTable table() {
            return SourceTable.MESSAGE;
        }
    }

    /** A tag on a chat or on a message. */
    record Tagging(long id, long teamId, long tagId, long contentTypeId, long objectId) implements Row {
        @Override
        public SourceTable table() {
            return SourceTable.TAGGING;
        }
    }

    /** One run of a chatbot. {@code status} is {@code success}, {@code error} or {@code pending}. */
    record Trace(
            long id,
            @Nullable Long teamId,
            @Nullable Long experimentId,
            @Nullable Long sessionId,
            long timestamp,
            long durationMs,
            String status)
            implements Row {
        @Override
        public SourceTable table() {
            return SourceTable.TRACE;
        }
    }
}
