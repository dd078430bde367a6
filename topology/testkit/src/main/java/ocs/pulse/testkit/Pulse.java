package ocs.pulse.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import ocs.pulse.TwoStages;
import ocs.pulse.change.Envelope;
import ocs.pulse.change.Row;
import ocs.pulse.team.Teams;

/**
 * Both stages over a source database that exists only in the test. Every call of {@link #insert}, {@link #update} and
 * {@link #delete} is one committed transaction; what {@link #get} answers contains it.
 */
public final class Pulse implements AutoCloseable {
    private static final long LSN_STEP = 0x100;

    private final TwoStages stages;
    private final Answers answers;
    private long transaction = 100;
    private long lsn = 0x1000;

    private Pulse(TwoStages stages, Instant now) {
        this.stages = stages;
        this.answers = new Answers(stages.teams(), now);
    }

    /**
     * Begins with a snapshot of these rows; parents stand before what refers to them.
     *
     * @param directory for the stores
     * @param now the present, which "today" and ranges count from
     */
    public static Pulse of(Path directory, Instant now, Row... rows) {
        Pulse pulse = new Pulse(new TwoStages(directory), now);
        pulse.stages.snapshot(List.of(rows), pulse.lsn);
        return pulse;
    }

    public void insert(Row... rows) {
        commit(Arrays.asList(rows), (row, at) -> Envelope.insert(row, transaction, at));
    }

    public void update(Row... rows) {
        commit(Arrays.asList(rows), (row, at) -> Envelope.update(row, transaction, at));
    }

    /** Of which nothing but the key comes, as with Postgres' default replica identity. */
    public void delete(Row... rows) {
        commit(Arrays.asList(rows), (row, at) -> Envelope.delete(row.table(), row.id(), transaction, at));
    }

    /**
     * The answer of the API, as JSON.
     *
     * @param path such as {@code /api/teams/demo/dashboard/overview?date_range=7}
     */
    public JsonNode get(String path) {
        return answers.get(path);
    }

    /** For questions that have no path. */
    public Teams teams() {
        return stages.teams();
    }

    private void commit(List<Row> rows, BiFunction<Row, Long, Envelope> change) {
        transaction++;
        stages.send(Envelope.begin(transaction));
        for (Row row : rows) {
            lsn += LSN_STEP;
            stages.send(change.apply(row, lsn));
        }
        stages.send(Envelope.end(transaction));
        stages.work();
    }

    @Override
    public void close() {
        stages.close();
    }
}
