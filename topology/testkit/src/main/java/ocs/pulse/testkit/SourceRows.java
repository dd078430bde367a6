package ocs.pulse.testkit;

import ocs.pulse.change.Row;

/**
 * Makes rows of every captured table, each with an id of its own and with what a usual row has; a builder changes what
 * matters to a test.
 */
public final class SourceRows {
    private long last;

    private long next() {
        return ++last;
    }

    /** What taggings on chats point at. */
    public Row.ContentType chatType() {
        return new Row.ContentType(next(), "chat", "chat");
    }

    /** What taggings on messages point at. */
    public Row.ContentType messageType() {
        return new Row.ContentType(next(), "chat", "chatmessage");
    }

    public Row.Team team(String slug) {
        return new Row.Team(next(), "Team " + slug, slug);
    }

    /** Working, with a pipeline. */
    public ChatbotBuilder chatbot(Row.Team team) {
        return new ChatbotBuilder(next(), team.id());
    }

    /** On the web. */
    public ParticipantBuilder participant(Row.Team team) {
        return new ParticipantBuilder(next(), team.id());
    }

    public ChannelBuilder channel(Row.Experiment chatbot) {
        return new ChannelBuilder(next(), chatbot);
    }

    public Row.Chat chat(Row.Team team) {
        return new Row.Chat(next(), team.id());
    }

    /** Active, on the web, begun at {@link SessionBuilder#BEGIN}. */
    public SessionBuilder session(Row.Experiment chatbot, Row.Chat chat) {
        return new SessionBuilder(next(), chatbot, chat);
    }

    public Row.Message human(Row.Chat chat, String time) {
        return message(chat, "human", time);
    }

    public Row.Message ai(Row.Chat chat, String time) {
        return message(chat, "ai", time);
    }

    /** @param type {@code human}, {@code ai} or {@code system} */
    public Row.Message message(Row.Chat chat, String type, String time) {
        return new Row.Message(next(), chat.id(), type, Times.of(time));
    }

    /** Of no category. */
    public Row.Tag tag(Row.Team team, String name) {
        return tag(team, name, "");
    }

    public Row.Tag tag(Row.Team team, String name, String category) {
        return new Row.Tag(next(), team.id(), name, category, !category.isEmpty());
    }

    /** @param on a chat or a message, as the type says */
    public Row.Tagging tagging(Row.Tag tag, Row.ContentType type, Row on) {
        return new Row.Tagging(next(), tag.teamId(), tag.id(), type.id(), on.id());
    }

    /** A success of one second. */
    public TraceBuilder trace(Row.Session session, String time) {
        return new TraceBuilder(next(), session, Times.of(time));
    }
}
