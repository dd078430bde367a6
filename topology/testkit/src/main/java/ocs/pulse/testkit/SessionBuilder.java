package ocs.pulse.testkit;

import ocs.pulse.change.Row;
import org.jspecify.annotations.Nullable;

/** A session: a chat with a chatbot. */
public final class SessionBuilder {
    /** When a session begins of which nothing else is said. */
    public static final String BEGIN = "2025-10-01T09:00:00Z";

    private final long id;
    private final Row.Experiment chatbot;
    private final Row.Chat chat;
    private @Nullable Long participantId;
    private @Nullable Long channelId;
    private @Nullable String platform = "web";
    private String status = "active";
    private long createdAt = Times.of(BEGIN);
    private @Nullable Long endedAt;

    SessionBuilder(long id, Row.Experiment chatbot, Row.Chat chat) {
        this.id = id;
        this.chatbot = chatbot;
        this.chat = chat;
    }

    public SessionBuilder with(Row.Participant participant) {
        participantId = participant.id();
        return this;
    }

    /** Its platform is the session's as well. */
    public SessionBuilder over(Row.Channel channel) {
        channelId = channel.id();
        platform = channel.platform();
        return this;
    }

    public SessionBuilder on(@Nullable String itsPlatform) {
        platform = itsPlatform;
        return this;
    }

    public SessionBuilder status(String text) {
        status = text;
        return this;
    }

    public SessionBuilder from(String time) {
        createdAt = Times.of(time);
        return this;
    }

    public SessionBuilder until(String time) {
        endedAt = Times.of(time);
        return this;
    }

    public Row.Session row() {
        return new Row.Session(
                id,
                chatbot.teamId(),
                "session-" + id,
                chatbot.id(),
                participantId,
                chat.id(),
                channelId,
                platform,
                false,
                status,
                createdAt,
                endedAt);
    }
}
