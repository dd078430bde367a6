package ocs.pulse.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Conversations of the demo team that are going on; each turn is one transaction. */
final class LiveConversations {

    private static final int MOST_OPEN = 30;

    /** A chatbot with its newest published version, and one of the channels that lead to it. */
    private record Door(long team, long chatbot, int version, long channel, String platform) {}

    private record Conversation(Door door, long chat, long session, long participant) {}

    private final Connection connection;
    private final RandomGenerator random;
    private final DemoTalk talk;
    private final List<Door> doors;
    private final List<Conversation> open = new ArrayList<>();

    /** Takes over the connection, which must be to a {@link DemoDatabase}. */
    LiveConversations(Connection connection, RandomGenerator random) throws SQLException {
        this.connection = connection;
        this.random = random;
        this.talk = new DemoTalk(random);
        connection.setAutoCommit(false);
        this.doors = doors();
        if (doors.isEmpty()) {
            throw new SQLException("The database has no team '" + DemoDatabase.TEAM + "' with a chatbot");
        }
    }

    /** One question and its answer, in a new conversation at times, with what else happens now and then. */
    void turn() throws SQLException {
        boolean fresh = open.isEmpty() || (open.size() < MOST_OPEN && random.nextInt(6) == 0);
        Conversation conversation = fresh ? begin() : talk.one(open);
        say(conversation);
        boolean ends = random.nextInt(10) == 0;
        if (ends) {
            run(
                    "UPDATE experiments_experimentsession SET status = 'complete', ended_at = now(), updated_at = now()"
                            + " WHERE id = ?",
                    conversation.session());
        }
        if (random.nextInt(25) == 0) {
            tagChat(conversation);
        }
        if (random.nextInt(100) == 0) {
            run(
                    "UPDATE experiments_participant SET name = ?, updated_at = now() WHERE id = ?",
                    talk.person(),
                    conversation.participant());
        }
        connection.commit();
        if (ends) {
            open.remove(conversation);
        } else if (fresh) {
            open.add(conversation);
        }
    }

    private List<Door> doors() throws SQLException {
        List<Door> found = new ArrayList<>();
        try (PreparedStatement statement = prepare("""
                        SELECT e.team_id, e.id, greatest(e.version_number - 1, 1), c.id, c.platform
                        FROM teams_team t
                        JOIN experiments_experiment e ON e.team_id = t.id
                        JOIN channels_experimentchannel c
                          ON c.team_id = t.id AND (c.experiment_id = e.id OR c.experiment_id IS NULL)
                        WHERE t.slug = ? AND e.working_version_id IS NULL AND NOT e.is_archived
                          AND NOT c.deleted AND c.platform <> 'evaluations'
                        ORDER BY e.id, c.id
                        """, DemoDatabase.TEAM);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(
                        new Door(rows.getLong(1), rows.getLong(2), rows.getInt(3), rows.getLong(4), rows.getString(5)));
            }
        }
        connection.commit();
        return found;
    }

    private Conversation begin() throws SQLException {
        Door door = talk.one(doors);
        long participant = random.nextInt(8) == 0 ? newcomer(door) : regular(door);
        long chat = idOf(
                "INSERT INTO chat_chat (created_at, updated_at, team_id, name, metadata)"
                        + " VALUES (now(), now(), ?, 'Conversation', '{}') RETURNING id",
                door.team());
        long session = idOf(
                """
                INSERT INTO experiments_experimentsession (created_at, updated_at, team_id, external_id, participant_id,
                  status, consent_date, experiment_id, chat_id, seed_task_id, experiment_channel_id, state, platform,
                  experiment_versions)
                VALUES (now(), now(), ?, gen_random_uuid()::text, ?, 'active', now(), ?, ?, '', ?, '{}', ?, ARRAY[?::int])
                RETURNING id
                """, door.team(), participant, door.chatbot(), chat, door.channel(), door.platform(), door.version());
        return new Conversation(door, chat, session, participant);
    }

    private long regular(Door door) throws SQLException {
        return idOf(
                "SELECT id FROM experiments_participant WHERE team_id = ? AND platform = ? ORDER BY random() LIMIT 1",
                door.team(),
                door.platform());
    }

    private long newcomer(Door door) throws SQLException {
        return idOf(
                "INSERT INTO experiments_participant (created_at, updated_at, team_id, name, identifier, public_id,"
                        + " platform, remote_id)"
                        + " VALUES (now(), now(), ?, ?, gen_random_uuid()::text, gen_random_uuid(), ?, '') RETURNING id",
                door.team(),
                talk.person(),
                door.platform());
    }

    private void say(Conversation conversation) throws SQLException {
        Door door = conversation.door();
        int milliseconds = 500 + random.nextInt(4_500);
        boolean failed = random.nextInt(40) == 0;
        long question = message(conversation, "human", talk.question(), 0);
        long answer = message(conversation, "ai", failed ? talk.apology() : talk.answer(), milliseconds);
        tagMessage(door, answer, "experiment_version", "v" + door.version());
        if (failed) {
            tagMessage(door, answer, "error", "pipeline error");
        } else if (random.nextInt(20) == 0) {
            tagMessage(door, answer, "response_rating", random.nextInt(4) == 0 ? "-1" : "+1");
        }
        run(
                """
                INSERT INTO trace_trace ("timestamp", trace_id, status, experiment_id, session_id, participant_id,
                  input_message_id, output_message_id, team_id, duration, participant_data, session_state,
                  experiment_version_number)
                VALUES (now(), gen_random_uuid(), ?, ?, ?, ?, ?, ?, ?, ?, '{}', '{}', ?)
                """,
                failed ? "error" : "success",
                door.chatbot(),
                conversation.session(),
                conversation.participant(),
                question,
                answer,
                door.team(),
                milliseconds,
                door.version());
        run(
                "UPDATE experiments_experimentsession SET last_activity_at = now(), updated_at = now() WHERE id = ?",
                conversation.session());
    }

    private long message(Conversation conversation, String type, String content, int laterMilliseconds)
            throws SQLException {
        return idOf(
                "INSERT INTO chat_chatmessage (created_at, updated_at, chat_id, message_type, content, translations,"
                        + " metadata) VALUES (now() + ? * interval '1 ms', now(), ?, ?, ?, '{}', '{}') RETURNING id",
                laterMilliseconds,
                conversation.chat(),
                type,
                content);
    }

    private void tagMessage(Door door, long message, String category, String name) throws SQLException {
        run("""
                INSERT INTO annotations_customtaggeditem
                  (created_at, updated_at, team_id, content_type_id, object_id, tag_id)
                SELECT now(), now(), t.team_id, c.id, ?, t.id
                FROM annotations_tag t, django_content_type c
                WHERE t.team_id = ? AND t.category = ? AND t.name = ?
                  AND c.app_label = 'chat' AND c.model = 'chatmessage'
                """, message, door.team(), category, name);
    }

    private void tagChat(Conversation conversation) throws SQLException {
        run("""
                INSERT INTO annotations_customtaggeditem
                  (created_at, updated_at, team_id, content_type_id, object_id, tag_id)
                SELECT now(), now(), t.team_id, c.id, ?, t.id
                FROM annotations_tag t, django_content_type c
                WHERE t.team_id = ? AND t.category = '' AND c.app_label = 'chat' AND c.model = 'chat'
                ORDER BY random() LIMIT 1
                ON CONFLICT DO NOTHING
                """, conversation.chat(), conversation.door().team());
    }

    private void run(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            statement.execute();
        }
    }

    /** Runs a statement that answers with one id. */
    private long idOf(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet result = statement.executeQuery()) {
            if (!result.next()) {
                throw new SQLException("No row answers: " + sql);
            }
            return result.getLong(1);
        }
    }

    private PreparedStatement prepare(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < values.length; index++) {
            statement.setObject(index + 1, values[index]);
        }
        return statement;
    }
}
