package ocs.pulse.query.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ocs.pulse.change.PgTime;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.query.Parameters;
import ocs.pulse.query.SyntheticTeam;
import ocs.pulse.view.ColumnView;

/**
 * How long a page of sessions takes over the sessions of a {@link SyntheticTeam}: while nothing changes, and with a message
 * written before every question.
 *
 * <p>{@code java -cp topology/target/classes:topology/target/test-classes:... ocs.pulse.query.session.SessionsBenchmark
 * [sessions]}
 */
public final class SessionsBenchmark {
    private static final int ROUNDS = 300;

    private final ColumnView view;
    private final int sessions;
    private final Random random = new Random(1);
    private long message = 1L << 40;

    private SessionsBenchmark(int sessions) {
        this.sessions = sessions;
        this.view = SyntheticTeam.of(sessions);
    }

    public static void main(String[] arguments) {
        SessionsBenchmark benchmark =
                new SessionsBenchmark(arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]));
        System.out.printf(
                "view of %,d bytes, %.1f a session%n",
                benchmark.view.bytes(), benchmark.view.bytes() / (double) benchmark.sessions);
        questions().forEach(benchmark::time);
    }

    private static Map<String, String> questions() {
        String three = "filter_0_column=state&filter_0_operator=any of&filter_0_value=[\"active\"]"
                + "&filter_1_column=tags&filter_1_operator=any of&filter_1_value=[\"tag 10\"]"
                + "&filter_2_column=message_date&filter_2_operator=after&filter_2_value=2025-03-01";
        String excluded = "filter_0_column=versions&filter_0_operator=excludes&filter_0_value=[\"v1\"]"
                + "&filter_1_column=channels&filter_1_operator=any of&filter_1_value=[\"Web\"]"
                + "&filter_2_column=participant&filter_2_operator=contains&filter_2_value=person-1";
        Map<String, String> questions = new LinkedHashMap<>();
        questions.put("page 1", "page=1");
        questions.put("page 1,000", "page=1000");
        questions.put("by message count", "sort=-message_count");
        questions.put("by external id", "sort=external_id");
        questions.put("by versions", "sort=-versions");
        questions.put("by participant, page 1,000", "sort=participant_identifier&page=1000");
        questions.put("three filters, by last message", "sort=-last_message&" + three);
        questions.put("three filters, by chatbot", "sort=experiment_name&" + excluded);
        questions.put("dataset, page 1", "dataset&page=1");
        questions.put("dataset, three filters", "dataset&sort=-last_message&" + three);
        return questions;
    }

    private void time(String what, String question) {
        Parameters parameters = parameters(question.replace("dataset&", ""));
        boolean dataset = question.startsWith("dataset&");
        long start = System.nanoTime();
        int rows = ask(parameters, dataset);
        double first = (System.nanoTime() - start) / 1e6;
        String still = times(parameters, dataset, false);
        String written = times(parameters, dataset, true);
        System.out.printf("%-32s %,9d rows, first %6.2f ms, %s, written to %s%n", what, rows, first, still, written);
    }

    private String times(Parameters parameters, boolean dataset, boolean written) {
        long[] nanos = new long[ROUNDS];
        for (int round = -ROUNDS / 3; round < ROUNDS; round++) {
            if (written) {
                write();
            }
            long start = System.nanoTime();
            ask(parameters, dataset);
            nanos[Math.max(0, round)] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return "p50 %6.2f p99 %6.2f ms".formatted(nanos[ROUNDS / 2] / 1e6, nanos[ROUNDS * 99 / 100] / 1e6);
    }

    private int ask(Parameters parameters, boolean dataset) {
        return dataset
                ? DatasetSessionsQuestion.parse(parameters, SyntheticTeam.NOW)
                        .answer(view)
                        .totalCount()
                : SessionsQuestion.parse(parameters, SyntheticTeam.NOW)
                        .answer(view)
                        .totalCount();
    }

    private void write() {
        long chat = 1 + random.nextInt(sessions);
        message++;
        view.apply(null, Placed.in(chat, new Row.Message(message, chat, "human", PgTime.of(SyntheticTeam.NOW))));
    }

    private static Parameters parameters(String query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            int at = pair.indexOf('=');
            values.computeIfAbsent(pair.substring(0, at), name -> new ArrayList<>())
                    .add(pair.substring(at + 1));
        }
        return new Parameters(values);
    }
}
