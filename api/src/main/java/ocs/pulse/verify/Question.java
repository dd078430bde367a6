package ocs.pulse.verify;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A question that both the API and SQL can answer. */
public sealed interface Question {

    /** The path below {@code /api/teams/{team}/} with its query, as the API takes it. */
    String path();

    /**
     * One panel of the dashboard.
     *
     * @param start ISO instant, included
     * @param end ISO instant, not included
     * @param granularity as the API takes it
     */
    record Panel(String name, String start, String end, String granularity, Filter filter) implements Question {
        private static final List<String> BY_PERIOD =
                List.of("active-participants", "session-analytics", "message-volume", "average-response-time");

        @Override
        public String path() {
            String query = "?date_range=custom&start_date=" + start + "&end_date=" + end;
            if (BY_PERIOD.contains(name)) {
                query += "&granularity=" + granularity;
            }
            if (name.equals("bot-performance")) {
                query += "&page_size=200";
            }
            return "dashboard/" + name + query + filter.query();
        }
    }

    /** What narrows a panel; null lists do not. */
    record Filter(
            @Nullable List<Long> experiments,
            @Nullable List<String> channels,
            @Nullable List<Long> participants,
            @Nullable List<Long> tags) {
        public static final Filter NONE = new Filter(null, null, null, null);

        String query() {
            return Stream.of(
                            pairs("experiments", experiments),
                            pairs("channels", channels),
                            pairs("participants", participants),
                            pairs("tags", tags))
                    .collect(Collectors.joining());
        }

        private static String pairs(String name, @Nullable List<?> values) {
            return values == null
                    ? ""
                    : values.stream().map(value -> "&" + name + "=" + value).collect(Collectors.joining());
        }
    }

    /** Every row of the chatbot table. */
    record Chatbots(boolean showArchived) implements Question {
        @Override
        public String path() {
            return "chatbots?show_archived=" + showArchived;
        }
    }

    /** The last 48 hours of one chatbot, counted back from an ISO instant. */
    record Trends(long experiment, String now) implements Question {
        @Override
        public String path() {
            return "chatbots/" + experiment + "/trends?now=" + now;
        }
    }

    /** Every row of the sessions table, or of the selection of sessions for a dataset; both by id. */
    record Sessions(boolean forDataset) implements Question {
        @Override
        public String path() {
            return forDataset ? "datasets/sessions?sort=id" : "sessions?sort=id";
        }
    }
}
