package ocs.pulse.query.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session as the tables show it. Times are ISO 8601 in UTC with microseconds.
 *
 * @param platform the session's own, not its channel's
 * @param firstMessage the time of the first message of any type
 * @param messageCount messages of all types
 * @param versions names of the version tags on the messages, distinct, by code point
 * @param tags names of the tags on the chat itself, distinct, by code point
 */
public record SessionRow(
        long id,
        String externalId,
        long experimentId,
        @Nullable String experimentName,
        @Nullable Long participantId,
        @Nullable String participantIdentifier,
        @Nullable String participantName,
        @Nullable String participantRemoteId,
        @Nullable String platform,
        String status,
        String createdAt,
        @Nullable String endedAt,
        @Nullable String firstMessage,
        @Nullable String lastMessage,
        int messageCount,
        List<String> versions,
        List<String> tags) {

    public SessionRow {
        versions = List.copyOf(versions);
        tags = List.copyOf(tags);
    }
}
