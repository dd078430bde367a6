package ocs.pulse.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What SQL over the committed rows answers: JSON of the API's form, lists in the API's order. Fields that the API adds to an
 * answer beyond its figures (paging, labels) are absent.
 */
public final class SourceTruth {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern INSTANT = Pattern.compile("\\$\\{instant:([^}]+)}");
    private static final String ISO = "YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"";

    private final Connection connection;
    private final String platform;

    /** Reads with this connection, in whatever transaction it has open. */
    public SourceTruth(Connection connection) throws SQLException {
        this.connection = connection;
        this.platform = hasSessionPlatform(connection) ? "s.platform" : "h.platform";
    }

    /** The answer for the team of this id. */
    public JsonNode answer(long teamId, Question question) throws SQLException {
        if (question instanceof Question.Panel panel) {
            return panel(teamId, panel);
        }
        if (question instanceof Question.Choices choices) {
            return ask(sql("dashboard/filters"), teamId, choices.search(), Question.PAGE);
        }
        if (question instanceof Question.Chatbots it) {
            String similar = it.search() == null
                    ? "?::text is null"
                    : "similarity(e.name, p.search) + similarity(coalesce(e.description, ''), ?) > 0.1";
            return ask(
                    sql("table/chatbots").replace("${similar}", similar),
                    teamId,
                    it.showArchived(),
                    it.search(),
                    it.now(),
                    it.search());
        }
        if (question instanceof Question.Trends trends) {
            return ask(sql("table/trends"), trends.experiment(), trends.now());
        }
        if (question instanceof Question.SessionPage page) {
            return sessions(teamId, page.after(), page.upTo(), false, List.of(), "2000-01-01Z", Integer.MAX_VALUE)
                    .path("results");
        }
        if (question instanceof Question.SessionKeys keys) {
            return keys(teamId, keys);
        }
        Question.Sessions it = (Question.Sessions) question;
        return sessions(teamId, Long.MIN_VALUE, Long.MAX_VALUE, it.forDataset(), it.filters(), it.now(), it.limit());
    }

    /** Whether names can be compared by their trigrams here; in the locale C only those of ASCII letters are taken. */
    public boolean knowsSimilarity() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "select 1 from pg_extension, pg_database"
                                + " where extname = 'pg_trgm' and datname = current_database() and datctype not in ('C', 'POSIX')");
                ResultSet row = statement.executeQuery()) {
            return row.next();
        }
    }

    private JsonNode sessions(
            long teamId,
            long after,
            long upTo,
            boolean withMessages,
            List<Question.Triplet> filters,
            String now,
            int limit)
            throws SQLException {
        List<Object> parameters = new ArrayList<>(List.of(teamId, withMessages, after, upTo, limit));
        return ask(conditions(sql("table/sessions"), filters, now, parameters), parameters.toArray());
    }

    private JsonNode keys(long teamId, Question.SessionKeys keys) throws SQLException {
        List<Object> parameters =
                new ArrayList<>(List.of(teamId, true, Long.MIN_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE));
        return ask(conditions(sql("table/session-keys"), keys.filters(), keys.now(), parameters), parameters.toArray());
    }

    private String conditions(String sql, List<Question.Triplet> filters, String now, List<Object> parameters) {
        SessionConditions onMessages = SessionConditions.ofMessages(filters, now);
        SessionConditions onSessions = SessionConditions.ofSessions(filters, now);
        parameters.addAll(onMessages.values());
        parameters.addAll(onSessions.values());
        return sql.replace("${chosen}", sql("table/chosen"))
                .replace("${message_filters}", onMessages.sql())
                .replace("${session_filters}", onSessions.sql());
    }

    private JsonNode panel(long teamId, Question.Panel panel) throws SQLException {
        String period = panel.granularity().equals("daily")
                ? "to_char(period at time zone p.zone, 'YYYY-MM-DD')"
                : "to_char(period at time zone 'UTC', '" + ISO + "')";
        String sql = (sql("dashboard/prelude") + sql("dashboard/" + panel.name())).replace("${period}", period);
        Question.Filter filter = panel.filter();
        return ask(
                sql,
                teamId,
                panel.start(),
                panel.end(),
                filter.experiments(),
                filter.channels(),
                filter.participants(),
                filter.tags(),
                unit(panel.granularity()),
                panel.zone());
    }

    private static String unit(String granularity) {
        return switch (granularity) {
            case "hourly" -> "hour";
            case "daily" -> "day";
            case "weekly" -> "week";
            case "monthly" -> "month";
            default -> throw new IllegalArgumentException("No such granularity: " + granularity);
        };
    }

    private JsonNode ask(String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                set(statement, i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return JSON.readTree(row.getString(1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void set(PreparedStatement statement, int index, @Nullable Object parameter) throws SQLException {
        if (parameter instanceof List<?> list) {
            boolean texts = !list.isEmpty() && list.get(0) instanceof String;
            statement.setArray(index, connection.createArrayOf(texts ? "text" : "bigint", list.toArray()));
        } else {
            statement.setObject(index, parameter);
        }
    }

    private String sql(String name) {
        String path = "/verify/" + name + ".sql";
        try (InputStream in = Objects.requireNonNull(SourceTruth.class.getResourceAsStream(path), path)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("${platform}", platform);
            return INSTANT.matcher(text).replaceAll(match -> Matcher.quoteReplacement(instant(match.group(1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As answers write it: infinities by their names, years before the first and behind the 9999th with a sign. */
    private static String instant(String time) {
        return """
            case when isfinite($t) then
              case
                when extract(year from $u) > 9999 then '+' || to_char($u, '$iso')
                when extract(year from $u) > 0 then to_char($u, '$iso')
                when extract(year from $u) = -1 then '0000' || to_char($u, '$rest')
                else '-' || lpad((-1 - extract(year from $u))::text, 4, '0') || to_char($u, '$rest')
              end
            else ($t)::text end""".replace("$u", "($t at time zone 'UTC')")
                .replace("$t", time)
                .replace("$iso", ISO)
                .replace("$rest", ISO.substring("YYYY".length()));
    }

    private static boolean hasSessionPlatform(Connection connection) throws SQLException {
        try (ResultSet columns =
                connection.getMetaData().getColumns(null, "public", "experiments_experimentsession", "platform")) {
            return columns.next();
        }
    }
}
