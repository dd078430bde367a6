package ocs.pulse.testkit;

import ocs.pulse.change.Row;

/** A way to reach a chatbot. */
public final class ChannelBuilder {
    private final long id;
    private final Row.Experiment chatbot;
    private String platform = "web";
    private boolean deleted;

    ChannelBuilder(long id, Row.Experiment chatbot) {
        this.id = id;
        this.chatbot = chatbot;
    }

    public ChannelBuilder on(String itsPlatform) {
        platform = itsPlatform;
        return this;
    }

    public ChannelBuilder deleted() {
        deleted = true;
        return this;
    }

    public Row.Channel row() {
        return new Row.Channel(id, chatbot.teamId(), chatbot.id(), platform, deleted, platform + " " + id);
    }
}
