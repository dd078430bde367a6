package ocs.pulse.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ocs.pulse.change.Row;
import ocs.pulse.query.Parameters;
import ocs.pulse.query.session.DatasetSessionsQuestion;
import ocs.pulse.query.session.NaiveSessions;
import ocs.pulse.query.session.SessionKeysQuestion;
import ocs.pulse.query.session.SessionsQuestion;
import ocs.pulse.team.Answer;
import ocs.pulse.team.Teams;
import org.jspecify.annotations.Nullable;

/** A question to one of the session tables, or to the list of their keys. */
record SessionsAsked(Table table, List<Filter> filters, Map<String, List<String>> others, boolean byCursor)
        implements AskedQuestion {
    private static final Instant NOW = DashboardAsked.NOW;
    private static final List<String> COLUMNS = List.of(
            "id",
            "external_id",
            "experiment_id",
            "experiment_name",
            "participant_id",
            "participant_identifier",
            "participant_name",
            "participant_remote_id",
            "platform",
            "status",
            "created_at",
            "ended_at",
            "first_message",
            "last_message",
            "message_count",
            "versions",
            "tags");

    enum Table {
        SESSIONS,
        DATASETS,
        KEYS
    }

    /** One filter triplet. */
    record Filter(String column, String operator, List<String> values) {
        String text() {
            return List.of("any of", "all of", "excludes").contains(operator)
                    ? values.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"))
                    : values.get(0);
        }
    }

    static SessionsAsked of(Random random) {
        Table table = Choices.one(random, List.of(Table.values()));
        List<Filter> filters = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            Filter filter = filter(random);
            if (filters.stream().noneMatch(other -> other.column().equals(filter.column()))) {
                filters.add(filter);
            }
        }
        Map<String, List<String>> others = new HashMap<>();
        if (table != Table.KEYS) {
            others.putAll(Pages.parameters(random, COLUMNS));
        }
        if (table == Table.SESSIONS && random.nextInt(4) == 0) {
            others.put("chatbot", List.of(Integer.toString(1 + random.nextInt(6))));
        }
        return new SessionsAsked(table, List.copyOf(filters), Map.copyOf(others), random.nextBoolean());
    }

    private static Filter filter(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> participant(random);
            case 1 -> time(random, "first_message");
            case 2 -> time(random, "last_message");
            case 3 -> time(random, "message_date");
            case 4 -> list(random, "tags", List.of("v1", "v2", "urgent", "none"));
            case 5 -> list(random, "versions", List.of("v1", "v2", "urgent"));
            case 6 -> list(random, "channels", List.of("Web", "Telegram", "Evaluations", "WhatsApp", "API", "Slack"));
            case 7 -> list(random, "experiment", List.of("1", "2", "3", "4", "5", "9"));
            case 8 -> list(random, "state", List.of("active", "complete", "setup", "bogus"));
            default -> list(random, "remote_id", List.of("", "r1", "r2"));
        };
    }

    private static Filter participant(Random random) {
        if (random.nextInt(4) == 0) {
            return new Filter("participant", "any of", Choices.some(random, List.of("user1", "USER1@x", "a%b_", "")));
        }
        return new Filter(
                "participant",
                Choices.one(random, List.of("equals", "contains", "does not contain", "starts with", "ends with")),
                List.of(Choices.one(random, List.of("user1", "USER", "@X", "%", "_", "a"))));
    }

    private static Filter time(Random random, String column) {
        return random.nextInt(3) == 0
                ? new Filter(column, "range", List.of(Choices.one(random, List.of("30m", "1h", "36h", "1d", "3d"))))
                : new Filter(
                        column,
                        Choices.one(random, List.of("on", "before", "after")),
                        List.of("2025-10-" + (17 + random.nextInt(7))));
    }

    private static Filter list(Random random, String column, List<String> values) {
        return new Filter(
                column,
                Choices.one(random, List.of("any of", "all of", "excludes")),
                List.copyOf(Choices.some(random, values)));
    }

    private Map<String, List<String>> asked() {
        Map<String, List<String>> asked = new HashMap<>(others);
        for (int number = 0; number < filters.size(); number++) {
            Filter filter = filters.get(number);
            asked.put("filter_" + number + "_column", List.of(filter.column()));
            asked.put("filter_" + number + "_operator", List.of(filter.operator()));
            asked.put("filter_" + number + "_value", List.of(filter.text()));
        }
        return asked;
    }

    @Override
    public Answer<Object> ask(Teams teams, long team) {
        Pages pages = new Pages(asked(), byCursor);
        return switch (table) {
            case SESSIONS -> pages.read(parameters -> teams.ask(team, SessionsQuestion.parse(parameters, NOW)::answer));
            case DATASETS ->
                pages.read(parameters -> teams.ask(team, DatasetSessionsQuestion.parse(parameters, NOW)::answer));
            case KEYS -> teams.ask(team, SessionKeysQuestion.parse(new Parameters(asked()), NOW)::answer);
        };
    }

    @Override
    public Object expected(Rows rows, long team) {
        NaiveSessions naive = new NaiveSessions(rows.ofTables(team), team);
        Stream<Row.Session> met = naive.sessions().stream().filter(session -> meets(naive, session));
        if (table == Table.KEYS) {
            return met.sorted(Comparator.comparing(Row.Session::id))
                    .map(Row.Session::externalId)
                    .toList();
        }
        return met.sorted(order(naive)).map(naive::row).toList();
    }

    private boolean meets(NaiveSessions naive, Row.Session session) {
        String chatbot = one("chatbot");
        if (chatbot != null && session.experimentId() != Long.parseLong(chatbot)) {
            return false;
        }
        boolean meets = filters.stream()
                .allMatch(filter -> naive.meets(session, filter.column(), filter.operator(), filter.values(), NOW));
        return meets
                && (table == Table.SESSIONS
                        || naive.messages(session).stream().anyMatch(message -> meets(naive, message)));
    }

    private boolean meets(NaiveSessions naive, Row.Message message) {
        return filters.stream()
                .allMatch(filter -> naive.meets(message, filter.column(), filter.operator(), filter.values(), NOW));
    }

    private Comparator<Row.Session> order(NaiveSessions naive) {
        String sort = one("sort");
        if (sort == null) {
            return table == Table.SESSIONS ? naive.order("created_at", true) : naive.order("experiment_name", false);
        }
        return sort.startsWith("-") ? naive.order(sort.substring(1), true) : naive.order(sort, false);
    }

    private @Nullable String one(String name) {
        List<String> values = others.get(name);
        return values == null ? null : values.get(0);
    }
}
