package ocs.pulse.demo;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The rows of every table of the demo, before they are loaded. */
final class DemoTables {

    final CopyTable contentTypes = new CopyTable("django_content_type", "app_label, model");
    final CopyTable teams = new CopyTable("teams_team", "created_at, updated_at, name, slug");
    final CopyTable chatbots = new CopyTable(
            "experiments_experiment",
            "created_at, updated_at, team_id, name, description, pipeline_id, public_id, working_version_id,"
                    + " version_number, is_default_version, is_archived");
    final CopyTable participants = new CopyTable(
            "experiments_participant",
            "created_at, updated_at, team_id, name, identifier, public_id, platform, remote_id");
    final CopyTable channels = new CopyTable(
            "channels_experimentchannel",
            "created_at, updated_at, team_id, name, experiment_id, deleted, extra_data, external_id, platform");
    final CopyTable tags =
            new CopyTable("annotations_tag", "created_at, updated_at, team_id, name, slug, is_system_tag, category");
    final CopyTable chats = new CopyTable("chat_chat", "created_at, updated_at, team_id, name, metadata");
    final CopyTable sessions = new CopyTable(
            "experiments_experimentsession",
            "created_at, updated_at, team_id, external_id, participant_id, status, consent_date, ended_at,"
                    + " experiment_id, chat_id, seed_task_id, experiment_channel_id, state, platform,"
                    + " experiment_versions, last_activity_at");
    final CopyTable messages = new CopyTable(
            "chat_chatmessage", "created_at, updated_at, chat_id, message_type, content, translations, metadata");
    final CopyTable taggings = new CopyTable(
            "annotations_customtaggeditem", "created_at, updated_at, team_id, content_type_id, object_id, tag_id");
    final CopyTable traces = new CopyTable(
            "trace_trace",
            "\"timestamp\", trace_id, status, experiment_id, session_id, participant_id, input_message_id,"
                    + " output_message_id, team_id, duration, participant_data, session_state,"
                    + " experiment_version_number");

    final long chatType = contentTypes.add("chat", "chat");
    final long messageType = contentTypes.add("chat", "chatmessage");

    /** Loads all of them, parents before children, in the transaction of the connection. */
    void copyInto(Connection connection) throws SQLException, IOException {
        for (CopyTable table : List.of(
                contentTypes,
                teams,
                chatbots,
                participants,
                channels,
                tags,
                chats,
                sessions,
                messages,
                taggings,
                traces)) {
            table.copyInto(connection);
        }
    }
}
