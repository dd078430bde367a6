package ocs.pulse.capture;

import java.time.Duration;
import ocs.pulse.source.SourceProblem;
import org.jspecify.annotations.Nullable;

/**
 * Whether another life of the engine follows one that ended by itself. An outage, of the database or of Kafka, is waited
 * for without end: it says nothing against going on. What is lost or in other hands ends capture at once. What nobody
 * knows the meaning of is tried again until it has come too often without a record in between.
 */
final class Restarts {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final int UNKNOWN_IN_A_ROW = 20;

    /** A successor that has fenced this one streams from the slot well before. */
    private static final Duration AFTER_FENCE = Duration.ofSeconds(5);

    private int pauses;
    private int unknown;
    private @Nullable RuntimeException fenced;

    /** What comes next. */
    sealed interface Next {}

    /** Another life, after a pause. */
    record Again(Duration pause) implements Next {}

    /** No other one. */
    record Stop(RuntimeException cause) implements Next {}

    /** @param gotFurther whether the life that ended put records into the topic */
    Next after(RuntimeException cause, boolean gotFurther) {
        if (gotFurther) {
            pauses = 0;
            unknown = 0;
            fenced = null;
        }
        if (isFence(cause)) {
            // By a successor, or by Kafka, which gave up a transaction over an outage: the slot will tell.
            fenced = cause;
            return new Again(AFTER_FENCE);
        }
        if (fenced != null && isTaken(cause)) {
            return new Stop(fenced);
        }
        if (isOutage(cause)) {
            return again();
        }
        if (isFinal(cause) || ++unknown > UNKNOWN_IN_A_ROW) {
            return new Stop(cause);
        }
        return again();
    }

    private Next again() {
        long millis = FIRST_PAUSE.toMillis() << Math.min(pauses++, 10);
        return new Again(Duration.ofMillis(Math.min(LONGEST_PAUSE.toMillis(), millis)));
    }

    private static boolean isFence(RuntimeException cause) {
        return cause instanceof CaptureProblem problem && problem.reason() == CaptureProblem.Reason.FENCED;
    }

    private static boolean isTaken(RuntimeException cause) {
        return cause instanceof SourceProblem problem && problem.reason() == SourceProblem.Reason.SLOT_TAKEN;
    }

    private static boolean isOutage(RuntimeException cause) {
        if (cause instanceof SourceProblem problem) {
            return switch (problem.reason()) {
                // A login that worked before: the server's rules or the password are being changed.
                case UNREACHABLE, LOGIN, SLOT_TAKEN, NO_FREE_SENDER -> true;
                default -> false;
            };
        }
        return cause instanceof CaptureProblem problem && problem.reason() == CaptureProblem.Reason.KAFKA_UNREACHABLE;
    }

    private static boolean isFinal(RuntimeException cause) {
        return cause instanceof SourceProblem
                || cause instanceof CaptureProblem problem && problem.reason() != CaptureProblem.Reason.ENGINE;
    }
}
