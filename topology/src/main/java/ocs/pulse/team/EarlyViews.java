package ocs.pulse.team;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import ocs.pulse.view.TeamView;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the views of large teams as soon as their partition is here and whole, the largest first, so that whoever asks first
 * need not wait for it: after a start, and after a partition has moved. Half of the memory of views is left to what is
 * really asked for. Who asks for a view that is being built waits for that one, as ever.
 */
public final class EarlyViews {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyViews.class);

    /** Sessions; the view of a smaller team is there in a few hundredths of a second. */
    private static final long LARGE = 5_000;

    /** What a view takes for each session with all that hangs on it: a guess, made before the view is there. */
    private static final long BYTES_A_SESSION = 1_000;

    private static final int LOOK_MS = 250;

    private final Teams teams;
    private final long room;
    private final Consumer<TeamView> firstQuestion;
    private final Set<TeamPartition> seen = Collections.newSetFromMap(new WeakHashMap<>());

    private record Team(TeamPartition partition, long id, long sessions) {}

    /**
     * @param viewMemory bytes of heap that all views may take
     * @param firstQuestion is asked of each view, so that what its readers ask first has been worked out once
     */
    public EarlyViews(Teams teams, long viewMemory, Consumer<TeamView> firstQuestion) {
        this.teams = teams;
        this.room = viewMemory / 2;
        this.firstQuestion = firstQuestion;
    }

    /** Looks for partitions that have come, until the executor ends. */
    public void start(ScheduledExecutorService executor) {
        var unused = executor.scheduleWithFixedDelay(this::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
    }

    /** Sees to the partitions that have come since the last look. */
    void look() {
        List<TeamPartition> come = teams.held().stream()
                .filter(partition ->
                        !seen.contains(partition) && partition.position().complete())
                .toList();
        seen.addAll(come);
        come.stream()
                .flatMap(EarlyViews::largeTeams)
                .sorted(Comparator.comparingLong(Team::sessions).reversed())
                .forEach(this::build);
    }

    private static Stream<Team> largeTeams(TeamPartition partition) {
        try {
            return partition.sessions().entrySet().stream()
                    .map(team -> new Team(partition, team.getKey(), team.getValue()))
                    .filter(team -> team.sessions() >= LARGE);
        } catch (InvalidStateStoreException moving) {
            LOG.debug("Partition {} moves on before its large teams are known", partition.number(), moving);
            return Stream.empty();
        }
    }

    private void build(Team team) {
        if (teams.viewBytes() + BYTES_A_SESSION * team.sessions() > room) {
            LOG.info(
                    "Team {} with {} sessions has no room ahead of its first question (half of view-memory is for that)",
                    team.id(),
                    team.sessions());
            return;
        }
        try {
            team.partition().ask(team.id(), view -> {
                firstQuestion.accept(view);
                return true;
            });
        } catch (NotReadyException | InvalidStateStoreException moving) {
            LOG.debug(
                    "Partition {} moves on before team {} has its view",
                    team.partition().number(),
                    team.id(),
                    moving);
        } catch (RuntimeException failed) {
            LOG.warn("The view of team {} is not there ahead of its first question", team.id(), failed);
        }
    }
}
