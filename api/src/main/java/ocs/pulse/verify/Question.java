package ocs.pulse.verify;

import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ocs.pulse.query.dashboard.DashboardPanel;
import org.jspecify.annotations.Nullable;

/** A question that both the API and SQL can answer. */
public sealed interface Question {
    /** The most rows that a page of a table has. */
    int PAGE = 200;

    /** The path below {@code /api/teams/{team}/} with its query, as the API takes it; {@link HttpAnswers} pages. */
    String path();

    /**
     * One panel of the dashboard.
     *
     * @param start ISO instant, included
     * @param end ISO instant, not included
     * @param granularity as the API takes it
     * @param zone IANA name
     */
    record Panel(String name, String start, String end, String granularity, Filter filter, String zone)
            implements Question {
        /** Every panel that there is. */
        public static final List<String> NAMES =
                Stream.of(DashboardPanel.values()).map(DashboardPanel::path).toList();

        public Panel(String name, String start, String end, String granularity, Filter filter) {
            this(name, start, end, granularity, filter, "UTC");
        }

        /** The same for a part of its time. */
        Panel between(String otherStart, String otherEnd) {
            return new Panel(name, otherStart, otherEnd, granularity, filter, zone);
        }

        @Override
        public String path() {
            return "dashboard/" + name + "?date_range=custom&start_date=" + start + "&end_date=" + end
                    + "&granularity=" + granularity
                    + (zone.equals("UTC") ? "" : "&tz=" + encoded(zone))
                    + (name.equals("bot-performance") ? "&page_size=" + PAGE : "")
                    + filter.query();
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
                    : values.stream()
                            .map(value -> "&" + name + "=" + encoded(value.toString()))
                            .collect(Collectors.joining());
        }
    }

    /** What the filter controls offer, with participants whose name or identifier begins so. */
    record Choices(String search) implements Question {
        @Override
        public String path() {
            return "dashboard/filters?limit=" + PAGE + "&search=" + encoded(search);
        }
    }

    /**
     * Every row of the chatbot table.
     *
     * @param search null for none
     * @param now the ISO instant that the rows' trends count back from
     */
    record Chatbots(boolean showArchived, @Nullable String search, String now) implements Question {
        @Override
        public String path() {
            return "chatbots?show_archived=" + showArchived + "&now=" + now
                    + (search == null ? "" : "&search=" + encoded(search));
        }
    }

    /** The last 48 hours of one chatbot, counted back from an ISO instant. */
    record Trends(long experiment, String now) implements Question {
        @Override
        public String path() {
            return "chatbots/" + experiment + "/trends?now=" + now;
        }
    }

    /**
     * One filter of the session tables.
     *
     * @param values one, unless the operator takes a list
     */
    record Triplet(String column, String operator, List<String> values) {
        private static final List<String> LISTS = List.of("any of", "all of", "excludes");

        public Triplet {
            if (values.size() != 1 && !LISTS.contains(operator)) {
                throw new IllegalArgumentException(column + " " + operator + " takes one value, not " + values);
            }
        }

        private boolean takesList() {
            return LISTS.contains(operator);
        }

        private String value() {
            return takesList()
                    ? values.stream()
                            .map(value -> TextNode.valueOf(value).toString())
                            .collect(Collectors.joining(",", "[", "]"))
                    : values.get(0);
        }

        private static String query(List<Triplet> triplets) {
            StringBuilder query = new StringBuilder();
            for (int i = 0; i < triplets.size(); i++) {
                Triplet it = triplets.get(i);
                query.append("&filter_").append(i).append("_column=").append(encoded(it.column));
                query.append("&filter_").append(i).append("_operator=").append(encoded(it.operator));
                query.append("&filter_").append(i).append("_value=").append(encoded(it.value()));
            }
            return query.toString();
        }
    }

    /**
     * The sessions table, or the selection of sessions for a dataset: how many rows, and the first of them by id.
     *
     * @param now the ISO instant that ranges count back from
     * @param limit how many rows
     */
    record Sessions(boolean forDataset, List<Triplet> filters, String now, int limit) implements Question {
        /** Every row, without filters. */
        public Sessions(boolean forDataset) {
            this(forDataset, List.of(), "2000-01-01T00:00:00Z", Integer.MAX_VALUE);
        }

        @Override
        public String path() {
            return (forDataset ? "datasets/sessions" : "sessions") + "?sort=id&now=" + now + Triplet.query(filters);
        }
    }

    /**
     * A page of the unfiltered sessions table by id.
     *
     * @param after no row with this id or a lower one
     * @param upTo no row with a higher id
     * @param cursor the API's cursor to the page; null for the first
     */
    record SessionPage(long after, long upTo, @Nullable String cursor) implements Question {
        @Override
        public String path() {
            return "sessions?sort=id&page_size=" + PAGE + (cursor == null ? "" : "&cursor=" + encoded(cursor));
        }
    }

    /** The external ids of all sessions that a dataset can be chosen from. */
    record SessionKeys(List<Triplet> filters, String now) implements Question {
        @Override
        public String path() {
            return "datasets/session-keys?now=" + now + Triplet.query(filters);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
