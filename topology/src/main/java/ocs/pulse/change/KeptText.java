package ocs.pulse.change;

/**
 * Long texts that an update left as they were: Postgres does not send them again, a placeholder stands in their place.
 */
public final class KeptText {
    /** Debezium's {@code unavailable.value.placeholder}. */
    public static final String PLACEHOLDER = "__debezium_unavailable_value";

    private KeptText() {}

    /** The row with the old row's text wherever a placeholder stands. */
    public static Row fill(Row row, Row old) {
        if (row instanceof Row.Experiment it && old instanceof Row.Experiment was) {
            String description = it.description();
            return new Row.Experiment(
                    it.id(),
                    it.teamId(),
                    kept(it.name(), was.name()),
                    PLACEHOLDER.equals(description) ? was.description() : description,
                    it.archived(),
                    it.workingVersionId(),
                    it.pipelineId());
        }
        if (row instanceof Row.Participant it && old instanceof Row.Participant was) {
            return new Row.Participant(
                    it.id(),
                    it.teamId(),
                    kept(it.name(), was.name()),
                    kept(it.identifier(), was.identifier()),
                    kept(it.platform(), was.platform()),
                    kept(it.remoteId(), was.remoteId()));
        }
        if (row instanceof Row.Channel it && old instanceof Row.Channel was) {
            return new Row.Channel(
                    it.id(),
                    it.teamId(),
                    it.experimentId(),
                    kept(it.platform(), was.platform()),
                    it.deleted(),
                    kept(it.name(), was.name()));
        }
        if (row instanceof Row.Tag it && old instanceof Row.Tag was) {
            return new Row.Tag(
                    it.id(),
                    it.teamId(),
                    kept(it.name(), was.name()),
                    kept(it.category(), was.category()),
                    it.system());
        }
        if (row instanceof Row.Session it && old instanceof Row.Session was) {
            String platform = it.platform();
            return new Row.Session(
                    it.id(),
                    it.teamId(),
                    kept(it.externalId(), was.externalId()),
                    it.experimentId(),
                    it.participantId(),
                    it.chatId(),
                    it.channelId(),
                    PLACEHOLDER.equals(platform) ? was.platform() : platform,
                    it.platformAbsent(),
                    kept(it.status(), was.status()),
                    it.createdAt(),
                    it.endedAt());
        }
        if (row instanceof Row.Team it && old instanceof Row.Team was) {
            return new Row.Team(it.id(), kept(it.name(), was.name()), kept(it.slug(), was.slug()));
        }
        if (row instanceof Row.ContentType it && old instanceof Row.ContentType was) {
            return new Row.ContentType(it.id(), kept(it.appLabel(), was.appLabel()), kept(it.model(), was.model()));
        }
        if (row instanceof Row.Message it && old instanceof Row.Message was) {
            return new Row.Message(it.id(), it.chatId(), kept(it.type(), was.type()), it.createdAt());
        }
        if (row instanceof Row.Trace it && old instanceof Row.Trace was) {
            return new Row.Trace(
                    it.id(),
                    it.teamId(),
                    it.experimentId(),
                    it.sessionId(),
                    it.timestamp(),
                    it.durationMs(),
                    kept(it.status(), was.status()));
        }
        return row;
    }

    private static String kept(String text, String old) {
        return text.equals(PLACEHOLDER) ? old : text;
    }
}
