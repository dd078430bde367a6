package ocs.pulse.bench.loops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import ocs.pulse.change.PgTime;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.query.Parameters;
import ocs.pulse.query.dashboard.Dashboard;
import ocs.pulse.query.dashboard.DashboardPanel;
import ocs.pulse.query.dashboard.DashboardQuestion;
import ocs.pulse.query.session.DatasetSessionsQuestion;
import ocs.pulse.query.session.SessionRow;
import ocs.pulse.query.session.SessionsQuestion;
import ocs.pulse.query.table.Page;
import ocs.pulse.view.ColumnView;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What questions cost over a view: the whole dashboard and its filters, grouping by period (a panel), the most active (top k),
 * and pages of sessions under filters, while nothing changes and with a message written before each question.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class Questions {
    private static final String YEAR = "date_range=365";
    private static final String THREE_FILTERS = "sort=-last_message&filter_0_column=state&filter_0_operator=any of"
            + "&filter_0_value=[\"active\"]&filter_1_column=tags&filter_1_operator=any of&filter_1_value=[\"tag 10\"]"
            + "&filter_2_column=message_date&filter_2_operator=after&filter_2_value=2025-03-01";

    @Param("100000")
    private int sessions;

    @Param({"false", "true"})
    private boolean written;

    private final Random random = new Random(1);
    private ColumnView view = new ColumnView(1, SyntheticTeam.shared());
    private long message = 1L << 31;

    @Setup
    public void fill() {
        view = SyntheticTeam.view(sessions);
    }

    @Benchmark
    public Dashboard dashboard() {
        return dashboard(YEAR);
    }

    @Benchmark
    public Dashboard dashboardFilteredByTag() {
        return dashboard(YEAR + "&tags=3");
    }

    @Benchmark
    public Dashboard dashboardByHourInNewYork() {
        return dashboard(YEAR + "&granularity=hourly&tz=America/New_York");
    }

    @Benchmark
    public Dashboard dashboardOf30Days() {
        return dashboard("date_range=30");
    }

    @Benchmark
    public Object groupMessagesByDay() {
        return panel(DashboardPanel.MESSAGE_VOLUME);
    }

    @Benchmark
    public Object topParticipants() {
        return panel(DashboardPanel.USER_ENGAGEMENT);
    }

    @Benchmark
    public Page<SessionRow> pageOfSessions() {
        return sessions("page=1000");
    }

    @Benchmark
    public Page<SessionRow> pageByParticipant() {
        return sessions("sort=participant_identifier&page=1000");
    }

    @Benchmark
    public Page<SessionRow> pageUnderThreeFilters() {
        return sessions(THREE_FILTERS);
    }

    @Benchmark
    public Page<SessionRow> pageForDataset() {
        write();
        return DatasetSessionsQuestion.parse(parameters(THREE_FILTERS), SyntheticTeam.NOW)
                .answer(view);
    }

    private Dashboard dashboard(String query) {
        write();
        return Dashboard.of(DashboardQuestion.parseAll(parameters(query), SyntheticTeam.NOW), view);
    }

    private Object panel(DashboardPanel panel) {
        write();
        return panel.answer(DashboardQuestion.parse(panel, parameters(YEAR), SyntheticTeam.NOW), view);
    }

    private Page<SessionRow> sessions(String query) {
        write();
        return SessionsQuestion.parse(parameters(query), SyntheticTeam.NOW).answer(view);
    }

    private void write() {
        if (written) {
            long chat = 1 + random.nextInt(sessions);
            message++;
            view.apply(null, Placed.in(chat, new Row.Message(message, chat, "human", PgTime.of(SyntheticTeam.NOW))));
        }
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
