package ocs.pulse.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The order of the tables' rows, page by page and from cursor to cursor, against what the database sorts. */
record SortedTables(Probe probe, Connection connection) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE_SIZE = 71;

    private static final String SESSIONS = """
            select s.id from experiments_experimentsession s
              left join experiments_experiment e on e.id = s.experiment_id
              left join experiments_participant x on x.id = s.participant_id
              left join lateral (select min(created_at) as first, max(created_at) as last, count(*) as messages
                                   from chat_chatmessage where chat_id = s.chat_id) a on true
              left join lateral (select coalesce(array_agg(distinct t.name collate "C" order by t.name collate "C"), '{}') as names
                                   from chat_chatmessage m
                                   join annotations_customtaggeditem i on i.object_id = m.id
                                   join django_content_type k on k.id = i.content_type_id and k.model = 'chatmessage'
                                   join annotations_tag t on t.id = i.tag_id and t.category = 'experiment_version'
                                  where m.chat_id = s.chat_id) v on true
              left join lateral (select coalesce(array_agg(distinct t.name collate "C" order by t.name collate "C"), '{}') as names
                                   from annotations_customtaggeditem i
                                   join django_content_type k on k.id = i.content_type_id and k.model = 'chat'
                                   join annotations_tag t on t.id = i.tag_id
                                  where i.object_id = s.chat_id) g on true
             where s.team_id = ? order by\s""";

    private static final String CHATBOTS = """
            select e.id from experiments_experiment e
              left join lateral (select count(*) as sessions, count(distinct s.participant_id) as participants
                                   from experiments_experimentsession s
                                   left join channels_experimentchannel h on h.id = s.experiment_channel_id
                                  where s.experiment_id = e.id and h.platform is distinct from 'evaluations') s on true
              left join lateral (select count(*) as interactions, max("timestamp") as last
                                   from trace_trace r
                                   left join experiments_experimentsession s on s.id = r.session_id
                                   left join channels_experimentchannel h on h.id = s.experiment_channel_id
                                  where r.experiment_id = e.id and h.platform is distinct from 'evaluations') t on true
             where e.team_id = ? and e.working_version_id is null and e.pipeline_id is not null order by\s""";

    private static final Map<String, String> SESSION_COLUMNS = Map.ofEntries(
            Map.entry("id", "s.id"),
            Map.entry("external_id", "s.external_id collate \"C\""),
            Map.entry("experiment_id", "s.experiment_id"),
            Map.entry("experiment_name", "e.name collate \"C\""),
            Map.entry("participant_id", "s.participant_id"),
            Map.entry("participant_identifier", "x.identifier collate \"C\""),
            Map.entry("participant_name", "x.name collate \"C\""),
            Map.entry("participant_remote_id", "x.remote_id collate \"C\""),
            Map.entry("platform", "s.platform collate \"C\""),
            Map.entry("status", "s.status collate \"C\""),
            Map.entry("created_at", "s.created_at"),
            Map.entry("ended_at", "s.ended_at"),
            Map.entry("first_message", "a.first"),
            Map.entry("last_message", "a.last"),
            Map.entry("message_count", "a.messages"),
            Map.entry("versions", "v.names collate \"C\""),
            Map.entry("tags", "g.names collate \"C\""));

    private static final Map<String, String> CHATBOT_COLUMNS = Map.of(
            "id", "e.id",
            "name", "e.name collate \"C\"",
            "description", "e.description collate \"C\"",
            "is_archived", "e.is_archived",
            "participant_count", "s.participants",
            "session_count", "s.sessions",
            "interaction_count", "t.interactions",
            "last_activity", "t.last");

    /** Each column both ways, and the order where none is asked for. */
    void assertOrdersAreSqls(String slug, long team) throws Exception {
        String sessions = "/api/teams/" + slug + "/sessions?page_size=" + PAGE_SIZE;
        String chatbots = "/api/teams/" + slug + "/chatbots?show_archived=true&page_size=" + PAGE_SIZE;
        for (boolean descending : new boolean[] {false, true}) {
            for (Map.Entry<String, String> column : SESSION_COLUMNS.entrySet()) {
                check(
                        sessions + sort(column.getKey(), descending),
                        SESSIONS + order(column.getValue(), descending, "s"),
                        team);
            }
            for (Map.Entry<String, String> column : CHATBOT_COLUMNS.entrySet()) {
                check(
                        chatbots + sort(column.getKey(), descending),
                        CHATBOTS + order(column.getValue(), descending, "e"),
                        team);
            }
        }
        assertPagesJoin(sessions);
        assertPagesJoin(chatbots);
        check(sessions, SESSIONS + "s.created_at desc nulls last, s.id", team);
        check(chatbots, CHATBOTS + "t.last desc nulls last, e.id", team);
    }

    private static String sort(String column, boolean descending) {
        return "&sort=" + (descending ? "-" : "") + column;
    }

    private static String order(String expression, boolean descending, String table) {
        return expression + (descending ? " desc" : "") + " nulls last, " + table + ".id";
    }

    private void check(String path, String sql, long team) throws Exception {
        assertThat(byCursor(path)).as(path).isEqualTo(sql(sql, team));
    }

    private void assertPagesJoin(String path) throws IOException, InterruptedException {
        assertThat(byNumber(path)).as(path).isEqualTo(byCursor(path));
    }

    private List<Long> sql(String sql, long team) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, team);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
        }
        return ids;
    }

    private List<Long> byCursor(String path) throws IOException, InterruptedException {
        List<Long> ids = new ArrayList<>();
        JsonNode page = page(path);
        add(page, ids);
        while (page.path("next_cursor").isTextual()) {
            page = page(path + "&cursor=" + page.path("next_cursor").asText());
            add(page, ids);
        }
        assertThat(ids).as(path).hasSize(page.path("total_count").asInt());
        return ids;
    }

    private List<Long> byNumber(String path) throws IOException, InterruptedException {
        List<Long> ids = new ArrayList<>();
        int pages = page(path).path("total_pages").asInt();
        for (int number = 1; number <= pages; number++) {
            JsonNode page = page(path + "&page=" + number);
            assertThat(page.path("has_next").asBoolean()).as(path).isEqualTo(number < pages);
            assertThat(page.path("has_previous").asBoolean()).as(path).isEqualTo(number > 1);
            add(page, ids);
        }
        return ids;
    }

    private static void add(JsonNode page, List<Long> ids) {
        page.path("results").forEach(row -> ids.add(row.path("id").asLong()));
    }

    private JsonNode page(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = probe.get(path);
        assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }
}
