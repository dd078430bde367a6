package ocs.pulse.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * The session filters in SQL: of a session {@code s} with its participant {@code x}, experiment {@code e} and channel
 * {@code h}, and of one of its messages {@code m}. The values stand in the order of the conditions.
 */
final class SessionConditions {
    private static final String CHAT_TAGS = "select t.name from annotations_customtaggeditem i"
            + " join annotations_tag t on t.id = i.tag_id join django_content_type k on k.id = i.content_type_id"
            + " where k.app_label = 'chat' and k.model = 'chat' and i.object_id = s.chat_id";
    private static final String MESSAGE_TAGS = "select t.name from annotations_customtaggeditem i"
            + " join annotations_tag t on t.id = i.tag_id join django_content_type k on k.id = i.content_type_id"
            + " where k.app_label = 'chat' and k.model = 'chatmessage' and i.object_id";
    private static final String ITS_MESSAGES = " in (select id from chat_chatmessage where chat_id = s.chat_id)";
    private static final String VERSION = " and t.category = 'experiment_version'";

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();
    private final String now;

    private SessionConditions(String now) {
        this.now = now;
    }

    /** What the sessions meet. */
    static SessionConditions ofSessions(List<Question.Triplet> filters, String now) {
        SessionConditions conditions = new SessionConditions(now);
        filters.forEach(conditions::session);
        return conditions;
    }

    /** What one message of theirs meets by itself. */
    static SessionConditions ofMessages(List<Question.Triplet> filters, String now) {
        SessionConditions conditions = new SessionConditions(now);
        filters.forEach(conditions::message);
        return conditions;
    }

    /** Each begins with {@code and}. */
    String sql() {
        return sql.toString();
    }

    List<Object> values() {
        return values;
    }

    private void session(Question.Triplet it) {
        switch (it.column()) {
            case "participant" -> participant(it);
            case "first_message" ->
                time(it, "(select min(created_at) from chat_chatmessage where chat_id = s.chat_id)");
            case "last_message" -> time(it, "(select max(created_at) from chat_chatmessage where chat_id = s.chat_id)");
            case "message_date" -> {
                sql.append(" and exists (select from chat_chatmessage d where d.chat_id = s.chat_id");
                time(it, "d.created_at");
                sql.append(")");
            }
            case "tags" -> names(it, CHAT_TAGS + " union all " + MESSAGE_TAGS + ITS_MESSAGES);
            case "versions" -> names(it, MESSAGE_TAGS + ITS_MESSAGES + VERSION);
            case "channels" -> choice(it, "h.platform", platforms(it.values()));
            case "experiment" -> experiment(it);
            case "state" -> choice(it, "s.status", it.values());
            case "remote_id" -> choice(it, "x.remote_id", it.values());
            default -> throw new IllegalArgumentException("No such column: " + it.column());
        }
    }

    private void message(Question.Triplet it) {
        switch (it.column()) {
            case "tags" -> names(it, MESSAGE_TAGS + " = m.id");
            case "versions" -> names(it, MESSAGE_TAGS + " = m.id" + VERSION);
            case "last_message" -> time(it, "m.created_at");
            default -> {}
        }
    }

    private void participant(Question.Triplet it) {
        String identifier = "upper(x.identifier)";
        String value = it.values().get(0);
        switch (it.operator()) {
            case "equals", "any of" -> and("x.identifier = any (?::text[])", it.values());
            case "contains" -> and("position(upper(?) in " + identifier + ") > 0", value);
            case "does not contain" -> and("coalesce(position(upper(?) in " + identifier + ") = 0, true)", value);
            case "starts with" -> and("starts_with(" + identifier + ", upper(?))", value);
            case "ends with" -> and("starts_with(reverse(" + identifier + "), reverse(upper(?)))", value);
            default -> throw unknown(it);
        }
    }

    private void time(Question.Triplet it, String time) {
        String day = "(" + time + " at time zone 'UTC')::date";
        String value = it.values().get(0);
        switch (it.operator()) {
            case "on" -> and(day + " = ?::date", value);
            case "before" -> and(day + " < ?::date", value);
            case "after" -> and(day + " > ?::date", value);
            case "range" -> {
                and(time + " >= ?::timestamptz - make_interval(secs => ?)", now);
                values.add(seconds(value));
            }
            default -> throw unknown(it);
        }
    }

    private static double seconds(String range) {
        int amount = Integer.parseInt(range.substring(0, range.length() - 1));
        return switch (range.charAt(range.length() - 1)) {
            case 'm' -> amount * 60.0;
            case 'h' -> amount * 3_600.0;
            default -> amount * 86_400.0;
        };
    }

    private void names(Question.Triplet it, String found) {
        String among = "(select count(distinct name) from (" + found + ") as found where name = any (?::text[]))";
        switch (it.operator()) {
            case "any of" -> and(among + " > 0", it.values());
            case "all of" -> and(among + " = " + it.values().stream().distinct().count(), it.values());
            case "excludes" -> and(among + " = 0", it.values());
            default -> throw unknown(it);
        }
    }

    private void choice(Question.Triplet it, String column, List<String> chosen) {
        switch (it.operator()) {
            case "any of" -> and(column + " = any (?::text[])", chosen);
            case "all of" -> and(column + " = all (?::text[])", chosen);
            case "excludes" -> and("coalesce(" + column + " <> all (?::text[]), true)", chosen);
            default -> throw unknown(it);
        }
    }

    private void experiment(Question.Triplet it) {
        List<Long> ids = it.values().stream().map(Long::valueOf).toList();
        switch (it.operator()) {
            case "any of" -> {
                and("(s.experiment_id = any (?::bigint[])", ids);
                sql.append(" or coalesce(e.working_version_id = any (?::bigint[]), false))");
                values.add(ids);
            }
            case "all of" ->
                and(
                        "(select bool_and(id = s.experiment_id or id is not distinct from e.working_version_id)"
                                + " from unnest(?::bigint[]) as id)",
                        ids);
            case "excludes" -> {
                and("s.experiment_id <> all (?::bigint[])", ids);
                and("coalesce(e.working_version_id <> all (?::bigint[]), true)", ids);
            }
            default -> throw unknown(it);
        }
    }

    private static List<String> platforms(List<String> labels) {
        return labels.stream().map(Labels::platform).toList();
    }

    private void and(String condition, Object value) {
        sql.append(" and ").append(condition);
        values.add(value);
    }

    private static IllegalArgumentException unknown(Question.Triplet it) {
        return new IllegalArgumentException("No such operator: " + it.column() + " " + it.operator());
    }
}
