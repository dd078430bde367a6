package ocs.pulse.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import ocs.pulse.tables.SourceTable;
import ocs.pulse.testing.Corruptor;

/** Plants falsehoods of many kinds in one team, each in rows of its own, and knows the figure that gives each away. */
final class Corruptions {
    private static final long STRANGE = 1_000_000_000L;

    private final Corruptor corruptor;
    private final SourceRows source;
    private final long team;
    private final List<Long> sessions;
    private final Map<String, String> planted = new LinkedHashMap<>();

    Corruptions(Connection connection, Corruptor corruptor, long team) throws SQLException {
        this.corruptor = corruptor;
        this.source = new SourceRows(connection);
        this.team = team;
        this.sessions = new ArrayList<>(source.ids("""
                select s.id from experiments_experimentsession s
                  join experiments_participant x on x.id = s.participant_id and x.team_id = s.team_id
                  join experiments_experiment e on e.id = s.experiment_id and e.team_id = s.team_id
                 where s.team_id = ? and s.status <> 'setup' and s.platform is not null and s.platform <> 'evaluations'
                   and (select count(*) from chat_chatmessage m where m.chat_id = s.chat_id and m.message_type <> 'system') > 2
                   and s.participant_id <> ? order by s.id""", team, topParticipant()));
    }

    /** What was planted, and the pattern of the line that tells of it. */
    Map<String, String> plant() throws SQLException {
        messages();
        sessionColumns();
        tags();
        traces();
        references();
        return planted;
    }

    private void messages() throws SQLException {
        long lost = session();
        corruptor.lose(SourceTable.MESSAGE, message(lost, "order by id"));
        told("message lost", lost, "message_count");

        long doubled = session();
        long twin = message(doubled, "order by id");
        corruptor.tell(SourceTable.MESSAGE, twin, row -> row.put("id", STRANGE + twin));
        told("message doubled", doubled, "message_count");

        long from = session();
        long to = session();
        corruptor.tell(SourceTable.MESSAGE, message(from, "order by id"), row -> row.put("chat_id", chat(to)));
        told("message moved away", from, "message_count");
        told("message moved here", to, "message_count");

        long retimed = session();
        corruptor.tell(
                SourceTable.MESSAGE,
                message(retimed, "order by created_at desc, id"),
                row -> row.put("created_at", "2031-02-03T04:05:06.000007Z"));
        told("message retimed", retimed, "last_message");

        long author = topParticipant();
        long human = one(
                "select m.id from experiments_experimentsession s join chat_chatmessage m on m.chat_id = s.chat_id"
                        + " where s.participant_id = ? and s.status <> 'setup' and s.platform <> 'evaluations'"
                        + " and m.message_type = 'human' order by m.id limit 1",
                author);
        corruptor.tell(SourceTable.MESSAGE, human, row -> row.put("message_type", "ai"));
        planted.put("message retyped", "participant_id=" + author + "\\].total_messages");
    }

    private void sessionColumns() throws SQLException {
        long experiment = one("select max(id) from experiments_experiment where team_id = ?", team);
        change("session's experiment", "experiment_id", row -> row.put("experiment_id", experiment));
        long participant = topParticipant();
        change("session's participant", "participant_id", row -> row.put("participant_id", participant));
        change("session's status", "status", row -> row.put("status", "odd"));
        change("session's end", "ended_at", row -> row.put("ended_at", "2031-02-03T04:05:06.000007Z"));
        change("session's platform", "platform", row -> row.put("platform", "odd"));
        change("session's external id", "external_id", row -> row.put("external_id", "odd"));
        change("session's beginning", "created_at", row -> row.put("created_at", "2031-02-03T04:05:06.000007Z"));
        long lost = session();
        corruptor.lose(SourceTable.SESSION, lost);
        told("session lost", lost, "id");
    }

    private void change(String what, String column, Consumer<ObjectNode> change) throws SQLException {
        long session = session();
        corruptor.tell(SourceTable.SESSION, session, change);
        told(what, session, column);
    }

    private void tags() throws SQLException {
        long tagging = one("""
                select i.id from annotations_customtaggeditem i join django_content_type k on k.id = i.content_type_id
                  join experiments_experimentsession s on s.chat_id = i.object_id and s.team_id = ?
                 where k.app_label = 'chat' and k.model = 'chat' order by i.id desc limit 1""", team);
        long untagged = one(
                "select s.id from annotations_customtaggeditem i join experiments_experimentsession s"
                        + " on s.chat_id = i.object_id where i.id = ?",
                tagging);
        corruptor.lose(SourceTable.TAGGING, tagging);
        told("tagging lost", untagged, "tags\\[");

        long tagged = session();
        long added = one(
                "select id from annotations_customtaggeditem where id <> ? and content_type_id ="
                        + " (select content_type_id from annotations_customtaggeditem where id = ?) order by id limit 1",
                tagging,
                tagging);
        corruptor.tell(SourceTable.TAGGING, added, row -> row.put("id", STRANGE + added)
                .put("object_id", chat(tagged)));
        told("tagging added", tagged, "tags\\[");

        long tag = one("select max(id) from annotations_tag where team_id = ? and category = ''", team);
        corruptor.tell(SourceTable.TAG, tag, row -> row.put("name", "odd"));
        planted.put("tag renamed", "tags\\[id=" + tag + "\\].name");
        long category = one("select min(id) from annotations_tag where team_id = ? and category = ''", team);
        corruptor.tell(SourceTable.TAG, category, row -> row.put("category", "odd"));
        planted.put("tag's category", "tags\\[id=" + category + "\\].category");
    }

    private void traces() throws SQLException {
        String ofChatbots = """
                 from trace_trace r join experiments_experiment e on e.id = r.experiment_id
                 left join experiments_experimentsession s on s.id = r.session_id
                where e.team_id = ? and e.working_version_id is null and e.pipeline_id is not null and not e.is_archived
                  and (s.id is null or (s.platform <> 'evaluations' and s.status <> 'setup'))
                """;
        long slow = one(
                "select max(r.id)" + ofChatbots + " and s.id <= ? and exists (select from chat_chatmessage m"
                        + " where m.chat_id = s.chat_id and m.message_type <> 'system')",
                team,
                sessions.get(sessions.size() - 1));
        corruptor.tell(SourceTable.TRACE, slow, row -> row.put("duration", 2_000_000_000));
        planted.put(
                "trace's duration",
                "average-response-time.*date="
                        + text(
                                "select to_char(\"timestamp\" at time zone 'UTC', 'YYYY-MM-DD')"
                                        + " from trace_trace where id = ?",
                                slow));
        long lost = one("select min(r.id)" + ofChatbots + " and r.session_id is not null", team);
        corruptor.lose(SourceTable.TRACE, lost);
        planted.put(
                "trace lost",
                "id=" + one("select experiment_id from trace_trace where id = ?", lost) + "\\].interaction_count");
        long failed = one(
                "select max(r.id)" + ofChatbots
                        + " and r.status = 'success' and r.\"timestamp\" > now() - interval '1 hour'",
                team);
        corruptor.tell(SourceTable.TRACE, failed, row -> row.put("status", "error"));
        planted.put(
                "trace's status",
                "id=" + one("select experiment_id from trace_trace where id = ?", failed) + "\\].trend");
    }

    private void references() throws SQLException {
        long named = session();
        long participant = one("select participant_id from experiments_experimentsession where id = ?", named);
        corruptor.tell(SourceTable.PARTICIPANT, participant, row -> row.put("name", "odd"));
        told("participant renamed", named, "participant_name");

        List<Long> chatbots = source.ids(
                "select id from experiments_experiment where team_id = ? and working_version_id is null"
                        + " and pipeline_id is not null and not is_archived order by id limit 2",
                team);
        corruptor.tell(SourceTable.EXPERIMENT, chatbots.get(0), row -> row.put("is_archived", true));
        planted.put("chatbot archived", "id=" + chatbots.get(0) + "\\].is_archived");
        corruptor.tell(SourceTable.EXPERIMENT, chatbots.get(1), row -> row.put("name", "odd"));
        planted.put("chatbot renamed", "id=" + chatbots.get(1) + "\\].name");

        long channel = one(
                "select min(id) from channels_experimentchannel h where team_id = ? and not deleted"
                        + " and platform <> 'evaluations' and not exists (select from channels_experimentchannel o where"
                        + " o.team_id = h.team_id and o.platform = h.platform and o.id <> h.id and not o.deleted)",
                team);
        corruptor.tell(SourceTable.CHANNEL, channel, row -> row.put("deleted", true));
        planted.put("channel deleted", "filters.*channels\\[");

        long stranger = one(
                "select max(id) from experiments_participant where team_id = ? and platform <> 'evaluations'", team);
        corruptor.tell(SourceTable.PARTICIPANT, stranger, row -> row.put("id", STRANGE + stranger));
        planted.put("participant invented", "total_participants");
    }

    private void told(String what, long session, String field) {
        planted.put(what, "id=" + session + "\\]." + field);
    }

    /** One that nothing was planted in yet. */
    private long session() {
        return sessions.remove(sessions.size() - 1);
    }

    private long message(long session, String order) throws SQLException {
        return one(
                "select id from chat_chatmessage where chat_id = (select chat_id from experiments_experimentsession"
                        + " where id = ?) " + order + " limit 1",
                session);
    }

    private long chat(long session) {
        try {
            return one("select chat_id from experiments_experimentsession where id = ?", session);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Who wrote most: the first in the list of the most active ones. */
    private long topParticipant() throws SQLException {
        return one(
                "select s.participant_id from experiments_experimentsession s join chat_chatmessage m on m.chat_id = s.chat_id"
                        + " where s.team_id = ? and s.participant_id is not null and s.status <> 'setup'"
                        + " and s.platform <> 'evaluations' and m.message_type = 'human'"
                        + " group by 1 order by count(*) desc, 1 limit 1",
                team);
    }

    private long one(String sql, Object... parameters) throws SQLException {
        return source.ids(sql, parameters).get(0);
    }

    private String text(String sql, Object... parameters) throws SQLException {
        return source.texts(sql, parameters).get(0);
    }
}
