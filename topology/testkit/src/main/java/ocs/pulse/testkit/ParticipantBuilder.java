package ocs.pulse.testkit;

import ocs.pulse.change.Row;

/** Somebody who talks to chatbots. */
public final class ParticipantBuilder {
    private final long id;
    private final long teamId;
    private String name = "";
    private String identifier;
    private String platform = "web";
    private String remoteId = "";

    ParticipantBuilder(long id, long teamId) {
        this.id = id;
        this.teamId = teamId;
        this.identifier = "participant-" + id;
    }

    public ParticipantBuilder named(String text) {
        name = text;
        return this;
    }

    public ParticipantBuilder identified(String text) {
        identifier = text;
        return this;
    }

    public ParticipantBuilder on(String itsPlatform) {
        platform = itsPlatform;
        return this;
    }

    public ParticipantBuilder remote(String text) {
        remoteId = text;
        return this;
    }

    public Row.Participant row() {
        return new Row.Participant(id, teamId, name, identifier, platform, remoteId);
    }
}
