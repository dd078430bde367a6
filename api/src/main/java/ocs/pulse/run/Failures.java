package ocs.pulse.run;

import ocs.pulse.StreamsProblem;
import ocs.pulse.capture.CaptureProblem;
import ocs.pulse.connect.ConnectProblem;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;
import ocs.pulse.source.SourceProblem;

/** What a part's exception means for the program. */
final class Failures {
    private static final String DISK_FULL = "No space left on device";

    private Failures() {}

    /** @param otherwise the code where the exception itself does not say more */
    static ProgramProblem of(Throwable thrown, ExitCode otherwise) {
        if (thrown instanceof ProgramProblem problem) {
            return problem;
        }
        String message = line(thrown);
        if (isDiskFull(thrown)) {
            return new ProgramProblem(
                    ExitCode.DATA_DIRECTORY, "The disk of the data directory is full: " + message, thrown);
        }
        if (thrown instanceof SourceProblem problem) {
            ExitCode code = ofSource(problem.reason());
            return new ProgramProblem(code, message, problem.sql().orElse(""), thrown);
        }
        if (thrown instanceof CaptureProblem problem) {
            return new ProgramProblem(ofCapture(problem.reason()), message, thrown);
        }
        if (thrown instanceof ConnectProblem) {
            return new ProgramProblem(ExitCode.CONNECT, message, thrown);
        }
        if (thrown instanceof StreamsProblem problem) {
            return new ProgramProblem(ofStreams(problem.reason()), message, thrown);
        }
        return new ProgramProblem(otherwise, message, thrown);
    }

    private static ExitCode ofSource(SourceProblem.Reason reason) {
        return switch (reason) {
            case ADDRESS, PASSWORD -> ExitCode.USAGE;
            default -> ExitCode.DATABASE;
        };
    }

    private static ExitCode ofCapture(CaptureProblem.Reason reason) {
        return switch (reason) {
            case KAFKA_UNREACHABLE,
                    TOPIC,
                    TOPIC_MISSING,
                    TOPIC_POLICY,
                    TOPIC_RETENTION,
                    TOPIC_REPLICATION,
                    TOPIC_TIMES -> ExitCode.KAFKA;
            case FENCED, POSITION_LOST, ENGINE, HANDED_OVER -> ExitCode.CAPTURE;
            case CONNECT_SETTINGS, CONNECT_LIMITS -> ExitCode.CONNECT;
            case OTHER_DATABASE -> ExitCode.DATABASE;
        };
    }

    private static ExitCode ofStreams(StreamsProblem.Reason reason) {
        return switch (reason) {
            case KAFKA_UNREACHABLE, TOPIC -> ExitCode.KAFKA;
            case DAMAGED -> ExitCode.DATA_DIRECTORY;
            case POSITION_LOST, STOPPED -> ExitCode.STREAMS;
        };
    }

    private static String line(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank() ? thrown.toString() : message;
    }

    private static boolean isDiskFull(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(DISK_FULL)) {
                return true;
            }
        }
        return false;
    }
}
