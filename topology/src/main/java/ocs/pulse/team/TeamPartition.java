package ocs.pulse.team;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;
import java.util.stream.Collectors;
import ocs.pulse.change.Row;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.view.SharedTables;
import ocs.pulse.view.TeamView;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The teams of one partition, open for questions: one writer, the stream thread, and as many readers as there are requests.
 *
 * <p><b>The gate.</b> The writer holds it while it applies one record, so whoever holds it sees the store between two
 * records. A reader holds it only for a moment: to open an iterator and register a new view's queue, or to note the state
 * that it is about to read. It never holds it while a view is built or a question is answered, save for an aggregate that
 * changed under it three times in a row. So readers cannot hold up the log for longer than it takes to open an iterator.
 *
 * <p><b>Whole transactions.</b> Records come one by one, and a transaction may be many. Which teams an open transaction has
 * touched is part of the position, in the store, so a restart in its midst knows it too. A view takes in only what has
 * been <i>published</i> to it: the writer appends each step to the view's queue, and says at the transaction's end (and at
 * watermarks, to teams that the open transaction leaves alone) that the queue is whole up to there. Aggregates are read
 * from the store itself, where half a transaction would show, so their readers wait until it has ended. A transaction above
 * {@link AppliedRecords#MOST_HELD_BACK} changes is not waited for; answers that may hold a part of it say so.
 *
 * <p><b>Building.</b> Inside the gate a reader opens the iterator and puts the empty view, with its queue, into the map:
 * that is the cut, between two records and between transactions. What changes afterwards goes to the queue, what was there
 * before comes from the iterator, however long it takes. Others who ask meanwhile wait for that view and do not build one.
 *
 * <p><b>One version.</b> A question runs under the view's shared lock. Whoever finds the view behind its queue brings it up
 * under the exclusive lock first, so the version that a question began with is the one it ends with, and the answer
 * carries the state that went with it.
 *
 * <p><b>Dropping.</b> A view is an index: it leaves the map when memory is short, and a reader that has it in hand goes on
 * with it. It dies with its partition, which belongs to one assignment of a task: a partition that is closed answers no
 * more, and the next one builds its own.
 *
 * <p>Who does what: {@link AppliedRecords} knows how far the log has come, {@link PartitionWriter} applies it,
 * {@link PartitionViews} and {@link LoadedView} keep the views, {@link FigureReader} reads aggregates, {@link Gate} lets in.
 */
public final class TeamPartition {
    /** For what belongs to all teams. */
    static final long NOBODY = 0;

    private final int number;
    private final AppliedRecords applied;
    private final Gate gate;
    private final PartitionViews views;
    private final PartitionWriter writer;
    private final FigureReader figures;
    private final StoreTable table;
    private final ViewMemory memory;
    private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();

    /** Opens the partition over its restored store. */
    TeamPartition(int number, KeyValueStore<Bytes, byte[]> store, ViewMemory memory) {
        this.table = new StoreTable(store);
        this.number = number;
        this.memory = memory;
        this.applied = new AppliedRecords(number, table);
        this.gate = new Gate(applied);
        this.views = new PartitionViews(this, table, applied, gate, memory);
        KnownTotals known = new KnownTotals();
        this.writer = new PartitionWriter(table, known, applied, views);
        this.figures = new FigureReader(table, known, applied, gate);
    }

    int number() {
        return number;
    }

    /**
     * The writer's only way in.
     *
     * @param offset the record's, which grows from record to record
     */
    void apply(TeamRecord record, long offset) {
        gate.move(() -> {
            if (writer.apply(record, offset)) {
                listeners.forEach(Runnable::run);
            }
        });
    }

    /** Views die with their partition. */
    void close() {
        gate.close();
        views.close();
    }

    SharedTables shared() {
        return gate.inside(applied::shared);
    }

    /** Every team, in no order. */
    Answer<List<Row.Team>> teams() {
        return gate.inside(() -> applied.state(NOBODY).answer(applied.shared().allTeams()));
    }

    TeamPosition position() {
        return gate.inside(applied::position);
    }

    /** Asks the team's view, which is built first if it is not there. */
    <A> Answer<A> ask(long team, Function<TeamView, A> question) {
        LoadedView view = views.of(team);
        long before = view.bytes();
        Answer<A> answer = view.ask(question, memory.tick());
        if (view.bytes() > before) {
            memory.grew(this, team);
        }
        return answer;
    }

    /** The version that an answer about the team would have now, with what it would reflect; asks nothing. */
    Answer<String> version(long team) {
        LoadedView view = views.find(team);
        if (view != null) {
            return view.version();
        }
        TeamState state = gate.whenWhole(team, () -> applied.state(team));
        return state.answer(state.version());
    }

    /** How many sessions each team of the partition has, about; teams without any may be missing. */
    Map<Long, Long> sessions() {
        return table.teams().stream()
                .collect(Collectors.toMap(team -> team, team -> ExperimentTotals.sessions(table, team)));
    }

    /** Asks the aggregates of the team. */
    <A> Answer<A> read(long team, Function<StoreFigures, A> question) {
        return figures.read(team, question);
    }

    /** @return whether the watermark has come that far within the time */
    boolean awaitLsn(long lsn, long nanos) {
        return gate.awaitLsn(lsn, nanos);
    }

    /** Frees the view's memory; a reader that has it in hand goes on with it. */
    void drop(long team) {
        views.drop(team);
    }

    /** Runs, inside the gate, whenever something may have become visible; must be quick. */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    void unlisten(Runnable listener) {
        listeners.remove(listener);
    }
}
