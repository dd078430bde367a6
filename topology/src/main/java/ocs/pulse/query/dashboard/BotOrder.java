package ocs.pulse.query.dashboard;

import java.util.Set;
import java.util.TreeSet;
import ocs.pulse.query.BadParameter;
import ocs.pulse.query.Parameters;

/**
 * Which page of the chatbots is asked for.
 *
 * @param page from 1
 * @param direction {@code asc} or {@code desc} as the caller wrote it, in any case
 */
public record BotOrder(int page, int pageSize, String column, String direction) {
    static final Set<String> NAMES = Set.of("page", "page_size", "order_by", "order_dir");

    private static final int MOST_ROWS = 1000;
    private static final Set<String> COLUMNS = Set.of(
            "participants",
            "sessions",
            "messages",
            "avg_session_duration",
            "completion_rate",
            "avg_messages_per_session");

    static BotOrder of(Parameters parameters) {
        String column = parameters.one("order_by").orElse("messages");
        if (!COLUMNS.contains(column)) {
            throw new BadParameter("order_by", "Takes one of " + String.join(", ", new TreeSet<>(COLUMNS)));
        }
        String direction = parameters.one("order_dir").orElse("desc");
        if (!direction.equalsIgnoreCase("asc") && !direction.equalsIgnoreCase("desc")) {
            throw new BadParameter("order_dir", "Takes asc or desc, not '" + direction + "'");
        }
        return new BotOrder(
                parameters.number("page", 1, Integer.MAX_VALUE).orElse(1),
                parameters.number("page_size", 1, MOST_ROWS).orElse(10),
                column,
                direction);
    }

    boolean isDescending() {
        return direction.equalsIgnoreCase("desc");
    }
}
