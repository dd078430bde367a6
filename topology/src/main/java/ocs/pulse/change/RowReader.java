package ocs.pulse.change;

import ocs.pulse.tables.SourceTable;

/** One table's row out of an envelope's columns. */
final class RowReader {
    private RowReader() {}

    static Row read(SourceTable table, Columns row) {
        long id = row.integer("id");
        return switch (table) {
            case CONTENT_TYPE -> new Row.ContentType(id, row.text("app_label"), row.text("model"));
            case TEAM -> new Row.Team(id, row.text("name"), row.text("slug"));
            case EXPERIMENT ->
                new Row.Experiment(
                        id,
                        row.integer("team_id"),
                        row.text("name"),
                        row.textOrNull("description"),
                        row.flag("is_archived"),
                        row.integerOrNull("working_version_id"),
                        row.integerOrNull("pipeline_id"));
            case PARTICIPANT ->
                new Row.Participant(
                        id,
                        row.integer("team_id"),
                        row.text("name"),
                        row.text("identifier"),
                        row.text("platform"),
                        row.text("remote_id"));
            case CHANNEL ->
                new Row.Channel(
                        id,
                        row.integer("team_id"),
                        row.integerOrNull("experiment_id"),
                        row.text("platform"),
                        row.flag("deleted"),
                        row.text("name"));
            case TAG ->
                new Row.Tag(
                        id, row.integer("team_id"), row.text("name"), row.text("category"), row.flag("is_system_tag"));
            case CHAT -> new Row.Chat(id, row.integer("team_id"));
            case SESSION ->
                new Row.Session(
                        id,
                        row.integer("team_id"),
                        row.text("external_id"),
                        row.integer("experiment_id"),
                        row.integerOrNull("participant_id"),
                        row.integer("chat_id"),
                        row.integerOrNull("experiment_channel_id"),
                        row.textOrNull("platform"),
                        !row.has("platform"),
                        row.text("status"),
                        row.time("created_at"),
                        row.timeOrNull("ended_at"));
            case MESSAGE ->
                new Row.Message(id, row.integer("chat_id"), row.text("message_type"), row.time("created_at"));
            case TAGGING ->
                new Row.Tagging(
                        id,
                        row.integer("team_id"),
                        row.integer("tag_id"),
                        row.integer("content_type_id"),
                        row.integer("object_id"));
            case TRACE ->
                new Row.Trace(
                        id,
                        row.integerOrNull("team_id"),
                        row.integerOrNull("experiment_id"),
                        row.integerOrNull("session_id"),
                        row.time("timestamp"),
                        row.integer("duration"),
                        row.text("status"));
        };
    }
}
