package ocs.pulse.golden;

import java.util.Map;
import java.util.Objects;
import ocs.pulse.change.PgTime;
import ocs.pulse.change.Row;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/** The values of one line of a COPY block, as a {@link Row}. */
record CopiedRow(Map<String, String> values) {

    Row of(SourceTable table) {
        return switch (table) {
            case CONTENT_TYPE -> new Row.ContentType(id("id"), text("app_label"), text("model"));
            case TEAM -> new Row.Team(id("id"), text("name"), text("slug"));
            case EXPERIMENT ->
                new Row.Experiment(
                        id("id"),
                        id("team_id"),
                        text("name"),
                        values.get("description"),
                        flag("is_archived"),
                        idOrNull("working_version_id"),
                        idOrNull("pipeline_id"));
            case PARTICIPANT ->
                new Row.Participant(
                        id("id"), id("team_id"), text("name"), text("identifier"), text("platform"), text("remote_id"));
            case CHANNEL ->
                new Row.Channel(
                        id("id"),
                        id("team_id"),
                        idOrNull("experiment_id"),
                        text("platform"),
                        flag("deleted"),
                        text("name"));
            case TAG -> new Row.Tag(id("id"), id("team_id"), text("name"), text("category"), flag("is_system_tag"));
            case CHAT -> new Row.Chat(id("id"), id("team_id"));
            case SESSION ->
                new Row.Session(
                        id("id"),
                        id("team_id"),
                        text("external_id"),
                        id("experiment_id"),
                        idOrNull("participant_id"),
                        id("chat_id"),
                        idOrNull("experiment_channel_id"),
                        values.get("platform"),
                        false,
                        text("status"),
                        time("created_at"),
                        values.containsKey("ended_at") ? (Long) time("ended_at") : null);
            case MESSAGE -> new Row.Message(id("id"), id("chat_id"), text("message_type"), time("created_at"));
            case TAGGING ->
                new Row.Tagging(id("id"), id("team_id"), id("tag_id"), id("content_type_id"), id("object_id"));
            case TRACE ->
                new Row.Trace(
                        id("id"),
                        idOrNull("team_id"),
                        idOrNull("experiment_id"),
                        idOrNull("session_id"),
                        time("timestamp"),
                        id("duration"),
                        text("status"));
        };
    }

    private String text(String column) {
        return Objects.requireNonNull(values.get(column), column);
    }

    private long id(String column) {
        return Long.parseLong(text(column));
    }

    private @Nullable Long idOrNull(String column) {
        String value = values.get(column);
        return value == null ? null : Long.valueOf(value);
    }

    private boolean flag(String column) {
        return text(column).equals("t");
    }

    private long time(String column) {
        String value = text(column);
        return value.endsWith("infinity") ? PgTime.parse(value) : PgTime.parse(value.replace(' ', 'T') + ":00");
    }
}
