package ocs.pulse.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
        if (question instanceof Question.Chatbots chatbots) {
            return ask(sql("table/chatbots"), teamId, chatbots.showArchived());
        }
        if (question instanceof Question.Trends trends) {
            return ask(sql("table/trends"), trends.experiment(), trends.now());
        }
        return ask(sql("table/sessions"), teamId, ((Question.Sessions) question).forDataset());
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
                array("bigint", filter.experiments()),
                array("text", filter.channels()),
                array("bigint", filter.participants()),
                array("bigint", filter.tags()),
                unit(panel.granularity()),
                "UTC");
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

    private @Nullable Array array(String type, @Nullable List<?> values) throws SQLException {
        return values == null ? null : connection.createArrayOf(type, values.toArray());
    }

    private JsonNode ask(String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return JSON.readTree(row.getString(1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private String sql(String name) {
        String path = "/verify/" + name + ".sql";
        try (InputStream in = Objects.requireNonNull(SourceTruth.class.getResourceAsStream(path), path)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("${platform}", platform);
            return INSTANT.matcher(text)
                    .replaceAll(match -> Matcher.quoteReplacement(
                            "to_char(" + match.group(1) + " at time zone 'UTC', '" + ISO + "')"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasSessionPlatform(Connection connection) throws SQLException {
        try (ResultSet columns =
                connection.getMetaData().getColumns(null, "public", "experiments_experimentsession", "platform")) {
            return columns.next();
        }
    }
}
