package ocs.pulse.testkit;

import ocs.pulse.change.Row;
import org.jspecify.annotations.Nullable;

/** A chatbot, or a version of one. */
public final class ChatbotBuilder {
    private final long id;
    private final long teamId;
    private String name;
    private @Nullable String description;
    private boolean archived;
    private @Nullable Long workingVersionId;
    private @Nullable Long pipelineId = 1L;

    ChatbotBuilder(long id, long teamId) {
        this.id = id;
        this.teamId = teamId;
        this.name = "Chatbot " + id;
    }

    public ChatbotBuilder named(String text) {
        name = text;
        return this;
    }

    public ChatbotBuilder described(String text) {
        description = text;
        return this;
    }

    public ChatbotBuilder archived() {
        archived = true;
        return this;
    }

    public ChatbotBuilder withoutPipeline() {
        pipelineId = null;
        return this;
    }

    public ChatbotBuilder versionOf(Row.Experiment working) {
        workingVersionId = working.id();
        return this;
    }

    public Row.Experiment row() {
        return new Row.Experiment(id, teamId, name, description, archived, workingVersionId, pipelineId);
    }
}
