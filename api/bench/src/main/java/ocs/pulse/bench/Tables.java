package ocs.pulse.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Pages of every table: the first, a deep one, and one under three filters in another order. */
final class Tables implements Piece {

    @Override
    public void run(Course course) throws Exception {
        int deep = Math.min(1_000, course.scale().sessions() / 50);
        for (Map.Entry<String, String> page : pages(deep).entrySet()) {
            String path = "/api/teams/large/" + page.getValue();
            int rows = course.http().json(path).path("total_count").intValue();
            AtomicLong instants = new AtomicLong();
            course.report()
                    .add(Measured.of(
                            "table",
                            page.getKey() + " (" + rows + " rows)",
                            Report.PULSE,
                            course.ours().time(() -> course.http().get(at(path, instants.incrementAndGet())))));
        }
    }

    private static Map<String, String> pages(int deep) {
        String three = filters(
                "state",
                "any of",
                "[\"active\"]",
                "tags",
                "any of",
                "[\"tag 10\"]",
                "message_date",
                "after",
                "2025-03-01");
        String excluded = filters(
                "versions",
                "excludes",
                "[\"v1\"]",
                "channels",
                "any of",
                "[\"Web\"]",
                "participant",
                "contains",
                "person-1");
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("chatbots", "chatbots?page=1");
        pages.put("sessions, page 1", "sessions?page=1");
        pages.put("sessions, page " + deep, "sessions?page=" + deep);
        pages.put("sessions by message count, page 1", "sessions?sort=-message_count");
        pages.put("sessions by participant, page " + deep, "sessions?sort=participant_identifier&page=" + deep);
        pages.put("sessions, state, tag and date, by last message", "sessions?sort=-last_message&" + three);
        pages.put("sessions, version, channel and person, by chatbot", "sessions?sort=experiment_name&" + excluded);
        pages.put("dataset, page 1", "datasets/sessions?page=1");
        pages.put("dataset, state, tag and date, by last message", "datasets/sessions?sort=-last_message&" + three);
        return pages;
    }

    /** Asked at another instant, so that nobody has been given the answer yet. */
    private static String at(String path, long millis) {
        return path + "&now=" + Span.END.plusMillis(millis);
    }

    private static String filters(String... triplets) {
        StringBuilder query = new StringBuilder();
        for (int at = 0; at < triplets.length; at += 3) {
            String prefix = (at == 0 ? "" : "&") + "filter_" + at / 3;
            query.append(prefix).append("_column=").append(encode(triplets[at]));
            query.append("&filter_").append(at / 3).append("_operator=").append(encode(triplets[at + 1]));
            query.append("&filter_").append(at / 3).append("_value=").append(encode(triplets[at + 2]));
        }
        return query.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
