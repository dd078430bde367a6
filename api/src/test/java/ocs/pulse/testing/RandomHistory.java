package ocs.pulse.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes a random history to a real database that holds the OCS tables: transactions of one to five steps, each an insert,
 * update, move or delete of rows of any captured table, some rolled back, some with a savepoint rolled back inside. The same
 * seed over the same rows gives the same history.
 */
public final class RandomHistory {
    private static final List<String> PLATFORMS =
            List.of("web", "api", "whatsapp", "telegram", "evaluations", "embedded_widget");
    private static final List<String> STATUSES = List.of("active", "setup", "pending", "complete");
    private static final List<String> CATEGORIES = List.of("", "experiment_version", "bot_response", "error");
    /** Times fall on this many minutes around the anchor, so that periods and edges are hit often. */
    private static final int SPREAD_MINUTES = 60 * 24 * 20;

    private final Random random;
    private final Connection connection;
    private final List<Step> steps;
    private int names;

    private interface Step {
        void run() throws SQLException;
    }

    /** The connection is used in transactions; auto-commit is switched off. */
    public RandomHistory(long seed, Connection connection) throws SQLException {
        this.random = new Random(seed);
        this.connection = connection;
        connection.setAutoCommit(false);
        this.steps = List.of(
                this::addConversation,
                this::addConversation,
                this::addMessages,
                this::addMessages,
                this::addMessages,
                this::addTraces,
                this::tagMessage,
                this::tagMessage,
                this::tagChat,
                this::addReferences,
                this::changeSession,
                this::changeSession,
                this::changeMessage,
                this::changeTrace,
                this::changeReferences,
                this::moveConversation,
                this::renumberTagging,
                this::dropSomething,
                this::dropSomething,
                this::dropConversation,
                this::dropParticipant);
    }

    /**
     * Runs this many transactions.
     *
     * @return how many were committed; the others were rolled back by choice, or lost to a concurrent one
     */
    public int run(int transactions) throws SQLException {
        int committed = 0;
        for (int i = 0; i < transactions; i++) {
            try {
                committed += transaction() ? 1 : 0;
            } catch (SQLException e) {
                if (!lostToAnother(e)) {
                    throw e;
                }
                connection.rollback();
            }
        }
        return committed;
    }

    /** A constraint (class 23) or a deadlock or serialization failure (class 40). */
    private static boolean lostToAnother(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("23") || state.startsWith("40"));
    }

    private boolean transaction() throws SQLException {
        int length = 1 + random.nextInt(5);
        for (int i = 0; i < length; i++) {
            Savepoint savepoint = connection.setSavepoint();
            step().run();
            if (random.nextInt(8) == 0) {
                connection.rollback(savepoint);
            }
        }
        if (random.nextInt(8) == 0) {
            connection.rollback();
            return false;
        }
        connection.commit();
        return true;
    }

    private Step step() {
        return steps.get(random.nextInt(steps.size()));
    }

    private void addConversation() throws SQLException {
        long team = pick("select id from teams_team order by id");
        Long experiment = any("select id from experiments_experiment where team_id = " + team + " order by id");
        if (experiment == null) {
            return;
        }
        Long participant = any("select id from experiments_participant where team_id = " + team + " order by id");
        Long channel = any("select id from channels_experimentchannel where team_id = " + team + " order by id");
        long chat = insert("insert into chat_chat (created_at, updated_at, team_id, name, metadata)"
                + " values (now(), now(), " + team + ", 'chat', '{}')");
        if (random.nextInt(10) > 0) {
            insert(
                    "insert into experiments_experimentsession (created_at, updated_at, team_id, external_id, participant_id,"
                            + " status, ended_at, experiment_id, chat_id, seed_task_id, experiment_channel_id, state, platform) values ("
                            + time() + ", now(), " + team + ", gen_random_uuid()::text, " + orNull(participant) + ", '"
                            + of(STATUSES) + "', " + (random.nextBoolean() ? time() : "null") + ", " + experiment + ", "
                            + chat
                            + ", '', " + orNull(channel) + ", '{}', " + platformOf(channel) + ")");
        }
        messages(chat, 1 + random.nextInt(6));
    }

    private void addMessages() throws SQLException {
        Long chat = any("select id from chat_chat order by id");
        if (chat != null) {
            messages(chat, 1 + random.nextInt(4));
        }
    }

    private void messages(long chat, int count) throws SQLException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String type = of(List.of("human", "ai", "human", "ai", "system"));
            rows.add("(" + time() + ", now(), " + chat + ", '" + type + "', 'text', '{}', '{}')");
        }
        execute(
                "insert into chat_chatmessage (created_at, updated_at, chat_id, message_type, content, translations, metadata)"
                        + " values " + String.join(", ", rows));
    }

    private void addTraces() throws SQLException {
        Long session = any("select id from experiments_experimentsession order by id");
        Long team = any("select id from teams_team order by id");
        for (int i = 0; i <= random.nextInt(3); i++) {
            boolean bare = session == null || random.nextInt(6) == 0;
            String owner = bare
                    ? "select id, null::bigint, team_id from experiments_experiment where team_id = " + team
                            + " order by id limit 1"
                    : "select experiment_id, id, team_id from experiments_experimentsession where id = " + session;
            execute(
                    "insert into trace_trace (experiment_id, session_id, team_id, \"timestamp\", trace_id, status, duration,"
                            + " participant_data, session_state) select o.*, " + time() + ", gen_random_uuid(), '"
                            + of(List.of("success", "error", "pending")) + "', " + random.nextInt(20_000)
                            + ", '{}', '{}' from (" + owner + ") as o");
        }
    }

    private void tagMessage() throws SQLException {
        tag("chatmessage", any("select id from chat_chatmessage order by id"));
    }

    private void tagChat() throws SQLException {
        tag("chat", any("select id from chat_chat order by id"));
    }

    private void tag(String model, Long object) throws SQLException {
        Long tag = any("select id from annotations_tag order by id");
        if (object == null || tag == null) {
            return;
        }
        execute(
                "insert into annotations_customtaggeditem (created_at, updated_at, team_id, content_type_id, object_id, tag_id)"
                        + " select now(), now(), t.team_id, k.id, " + object
                        + ", t.id from annotations_tag t, django_content_type k"
                        + " where t.id = " + tag + " and k.app_label = 'chat' and k.model = '" + model
                        + "' on conflict do nothing");
    }

    private void addReferences() throws SQLException {
        long team = pick("select id from teams_team order by id");
        String name = "name " + names++ + " é\uD83D\uDE42 \"q\" \\";
        switch (random.nextInt(4)) {
            case 0 ->
                update(
                        "insert into experiments_participant (created_at, updated_at, team_id, name, identifier, public_id,"
                                + " platform, remote_id) values (now(), now(), " + team
                                + ", ?, gen_random_uuid()::text, gen_random_uuid(), '" + of(PLATFORMS) + "', '')",
                        name);
            case 1 ->
                update(
                        "insert into experiments_experiment (created_at, updated_at, team_id, name, pipeline_id, public_id,"
                                + " working_version_id, version_number, is_default_version, is_archived) select now(), now(), "
                                + team + ", ?, 1, gen_random_uuid(), "
                                + (random.nextBoolean()
                                        ? "null"
                                        : "(select min(id) from experiments_experiment where team_id = " + team + ")")
                                + ", 1, false, " + (random.nextInt(5) == 0),
                        name);
            case 2 ->
                update(
                        "insert into channels_experimentchannel (created_at, updated_at, team_id, name, experiment_id, deleted,"
                                + " extra_data, external_id, platform) select now(), now(), " + team
                                + ", ?, min(id), false, '{}', gen_random_uuid(), 'telegram' from experiments_experiment"
                                + " where team_id = " + team,
                        name);
            default ->
                update(
                        "insert into annotations_tag (created_at, updated_at, team_id, name, slug, is_system_tag, category)"
                                + " values (now(), now(), " + team + ", ?, gen_random_uuid()::text, false, '"
                                + of(CATEGORIES) + "')",
                        name);
        }
    }

    private void changeSession() throws SQLException {
        Long session = any("select id from experiments_experimentsession order by id");
        if (session == null) {
            return;
        }
        String sameTeam = " where team_id = (select team_id from experiments_experimentsession where id = " + session
                + ") order by id";
        String set =
                switch (random.nextInt(5)) {
                    case 0 -> "status = '" + of(STATUSES) + "'";
                    case 1 -> "ended_at = " + (random.nextBoolean() ? time() : "null");
                    case 2 -> "experiment_id = " + pick("select id from experiments_experiment" + sameTeam);
                    case 3 -> "participant_id = " + orNull(any("select id from experiments_participant" + sameTeam));
                    default -> {
                        Long channel = any("select id from channels_experimentchannel" + sameTeam);
                        yield "experiment_channel_id = " + orNull(channel) + ", platform = " + platformOf(channel);
                    }
                };
        execute("update experiments_experimentsession set " + set + " where id = " + session);
    }

    private void changeMessage() throws SQLException {
        Long message = any("select id from chat_chatmessage order by id");
        Long chat = any("select id from chat_chat order by id");
        if (message == null || chat == null) {
            return;
        }
        String set =
                switch (random.nextInt(4)) {
                    case 0 -> "created_at = " + time();
                    case 1 -> "message_type = '" + of(List.of("human", "ai", "system")) + "'";
                    case 2 -> "chat_id = " + chat;
                    default -> "content = 'other text'";
                };
        execute("update chat_chatmessage set " + set + " where id = " + message);
    }

    private void changeTrace() throws SQLException {
        Long trace = any("select id from trace_trace order by id");
        if (trace == null) {
            return;
        }
        String set = of(List.of(
                "session_id = null",
                "status = 'error'",
                "status = 'success'",
                "duration = duration + 7",
                "\"timestamp\" = " + time()));
        execute("update trace_trace set " + set + " where id = " + trace);
    }

    private void changeReferences() throws SQLException {
        switch (random.nextInt(6)) {
            case 0 -> {
                Long channel =
                        any("select id from channels_experimentchannel where experiment_id is not null order by id");
                String platform = of(List.of("telegram", "slack", "whatsapp"));
                execute("update channels_experimentchannel set platform = '" + platform + "' where id = "
                        + orNull(channel));
                execute("update experiments_experimentsession set platform = '" + platform
                        + "' where experiment_channel_id = " + orNull(channel));
            }
            case 1 ->
                update(
                        "update annotations_tag set name = ? where id = "
                                + orNull(any("select id from annotations_tag order by id")),
                        "renamed " + names++);
            case 2 ->
                execute("update annotations_tag set category = '" + of(CATEGORIES) + "' where id = "
                        + orNull(any("select id from annotations_tag order by id"))
                        + " and not exists (select from annotations_tag t"
                        + " where t.name = annotations_tag.name and t.id <> annotations_tag.id)");
            case 3 ->
                update(
                        "update experiments_experiment set name = ?, is_archived = not is_archived where id = "
                                + orNull(any("select id from experiments_experiment order by id")),
                        "bot " + names++);
            case 4 ->
                update(
                        "update experiments_participant set name = ?, remote_id = 'r' where id = "
                                + orNull(any("select id from experiments_participant order by id")),
                        "person " + names++);
            default ->
                execute(
                        "update channels_experimentchannel set deleted = true where id = "
                                + orNull(
                                        any(
                                                "select id from channels_experimentchannel where experiment_id is not null order by id")));
        }
    }

    /** A conversation with all that hangs on it goes to another team. */
    private void moveConversation() throws SQLException {
        Long chat = any("select chat_id from experiments_experimentsession order by chat_id");
        Long team = any(
                "select t.id from teams_team t where exists (select from experiments_experiment e where e.team_id = t.id)"
                        + " order by t.id");
        if (chat == null || team == null) {
            return;
        }
        String experiment = "(select min(id) from experiments_experiment where team_id = " + team + ")";
        execute("update chat_chat set team_id = " + team + " where id = " + chat);
        execute("update experiments_experimentsession set team_id = " + team + ", experiment_id = " + experiment
                + ", participant_id = (select min(id) from experiments_participant where team_id = " + team
                + "), experiment_channel_id = null, platform = null where chat_id = " + chat);
        execute("update trace_trace set team_id = " + team + ", experiment_id = " + experiment
                + " where session_id in (select id from experiments_experimentsession where chat_id = " + chat + ")");
    }

    private void renumberTagging() throws SQLException {
        Long tagging = any("select id from annotations_customtaggeditem order by id");
        execute("update annotations_customtaggeditem set id = (select max(id) + 1000 from annotations_customtaggeditem)"
                + " where id = " + orNull(tagging));
    }

    private void dropSomething() throws SQLException {
        String table = of(List.of("annotations_customtaggeditem", "trace_trace", "chat_chatmessage"));
        Long id = any("select id from " + table + " order by id");
        if (table.equals("chat_chatmessage") && id != null && random.nextBoolean()) {
            execute(
                    "delete from annotations_customtaggeditem i using django_content_type k where k.id = i.content_type_id"
                            + " and k.model = 'chatmessage' and i.object_id = " + id);
        }
        if (table.equals("chat_chatmessage")) {
            dropMessages("id = " + orNull(id));
        } else {
            execute("delete from " + table + " where id = " + orNull(id));
        }
    }

    /** The parent first, as deferred constraints allow. */
    private void dropConversation() throws SQLException {
        Long chat = any("select id from chat_chat order by id");
        dropChats("select id from chat_chat where id = " + orNull(chat));
    }

    private void dropParticipant() throws SQLException {
        Long participant = any("select id from experiments_participant order by id");
        if (random.nextInt(4) > 0) {
            return;
        }
        dropChats("select chat_id from experiments_experimentsession where participant_id = " + orNull(participant));
        execute("delete from experiments_participant where id = " + orNull(participant));
    }

    private void dropChats(String chats) throws SQLException {
        List<Long> ids = ids(chats + " order by 1");
        if (ids.isEmpty()) {
            return;
        }
        String in =
                " in (" + String.join(", ", ids.stream().map(String::valueOf).toList()) + ")";
        String sessions = "(select id from experiments_experimentsession where chat_id" + in + ")";
        execute("update trace_trace set session_id = null where session_id in " + sessions + " and id % 3 = 0");
        execute("delete from trace_trace where session_id in " + sessions);
        execute("delete from chat_chat where id" + in);
        execute("delete from experiments_experimentsession where chat_id" + in);
        dropMessages("chat_id" + in);
    }

    private void dropMessages(String which) throws SQLException {
        String messages = " in (select id from chat_chatmessage where " + which + ")";
        execute("update trace_trace set input_message_id = null where input_message_id" + messages);
        execute("update trace_trace set output_message_id = null where output_message_id" + messages);
        execute("delete from chat_chatmessage where " + which);
    }

    private String time() {
        int minutes = random.nextInt(SPREAD_MINUTES);
        int micros = random.nextInt(3) == 0 ? 0 : random.nextInt(60_000_000);
        return "timestamptz '2025-10-01 00:00:00+00' + interval '" + minutes + " minutes " + micros + " microseconds'";
    }

    private String platformOf(Long channel) {
        return channel == null
                ? "null"
                : "(select platform from channels_experimentchannel where id = " + channel + ")";
    }

    private String of(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private long pick(String query) throws SQLException {
        Long id = any(query);
        if (id == null) {
            throw new IllegalStateException("The database lacks the rows to start from: " + query);
        }
        return id;
    }

    private Long any(String query) throws SQLException {
        List<Long> ids = ids(query);
        return ids.isEmpty() ? null : ids.get(random.nextInt(ids.size()));
    }

    private List<Long> ids(String query) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    private static String orNull(Long id) {
        return id == null ? "null" : id.toString();
    }

    private long insert(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql + " returning id")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void update(String sql, String text) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, text);
            statement.executeUpdate();
        }
    }
}
