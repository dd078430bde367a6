package ocs.pulse.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import ocs.pulse.source.Finding;
import ocs.pulse.source.SourceCheck;
import ocs.pulse.source.SourceProblem;
import ocs.pulse.source.SourceReport;
import ocs.pulse.source.SourceSlot;

/** Everything that must hold before capture starts, in the database and in Kafka. Looks and changes nothing. */
public final class CaptureCheck {
    private CaptureCheck() {}

    /** The database alone. */
    public static List<Finding> source(SourceCheck source) {
        return source.inspect().findings();
    }

    /** The database, the topics, and whether the position in Kafka and the slot fit each other. */
    public static List<Finding> all(CaptureSettings settings) {
        return all(settings, () -> new CheckpointReader(settings).read());
    }

    /**
     * The same for capture by a connector, and what a connector cannot do.
     *
     * @param place where the connector is to continue; empty where it has not begun, and goes on for the engine
     */
    public static List<Finding> connected(CaptureSettings settings, Optional<Map<String, Object>> place) {
        List<Finding> findings =
                all(settings, () -> place.flatMap(ConnectOffset::read).or(() -> ConnectHandover.noted(settings)));
        findings.add(
                Finding.note(
                        CaptureProblem.Reason.CONNECT_LIMITS,
                        "In Kafka Connect each change is in the topic once, as with the embedded engine, by the plugin pulse-connect"
                                + " in a worker with exactly-once support; Debezium's own connector loses rows at restarts, so run"
                                + " pulse verify after each of those. A task that failed stays so until pulse connector restart"));
        return findings;
    }

    private static List<Finding> all(CaptureSettings settings, Supplier<Optional<Checkpoint>> stored) {
        SourceReport source = new SourceCheck(settings.address(), settings.names(), settings.terms()).inspect();
        List<Finding> findings = new ArrayList<>(source.findings());
        TopicCheck.Report topics = TopicCheck.inspect(settings);
        findings.addAll(topics.findings());
        if (source.stop().isEmpty() && topics.changesTopicId().isPresent() && topics.hasOffsets()) {
            position(settings, source, topics.changesTopicId().get(), stored).ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> position(
            CaptureSettings settings, SourceReport source, String topicId, Supplier<Optional<Checkpoint>> stored) {
        SourceSlot slot = new SourceSlot(settings.address(), settings.names());
        CaptureStart start = new CaptureStart(settings, slot, source.layout(), topicId);
        return finding(() -> start.lost(stored.get()));
    }

    private static Optional<Finding> finding(Supplier<Optional<Finding>> look) {
        try {
            return look.get();
        } catch (SourceProblem problem) {
            return Optional.of(problem.finding());
        } catch (CaptureProblem problem) {
            return Optional.of(problem.finding());
        }
    }
}
