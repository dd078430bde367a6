package ocs.pulse.settings;

/** Why the program ended; the number is its exit status. */
public enum ExitCode {
    OK(0, "Ended as asked, by a signal too."),
    UNEXPECTED(1, "Something that has no code of its own; the log has the details."),
    USAGE(2, "A command, flag or setting is unknown or has a value that cannot be."),
    DATABASE(3, "The source database is unreachable or lacks what capture needs."),
    KAFKA(4, "Kafka is unreachable or refuses what is asked of it."),
    DATA_DIRECTORY(5, "The data directory is in use, not writable, full, or does not keep what is written."),
    PORT_TAKEN(6, "Another program listens on the port."),
    CAPTURE(
            7,
            "Capture stopped while running: slot lost, position behind the topic's start, or fenced by a successor."),
    STREAMS(8, "The stream stages stopped while running."),
    DIFFERENCES(9, "pulse verify found answers that are not as SQL says."),
    UNDECIDED(10, "pulse verify found no difference, but some figures never stood still or could not be asked for."),
    REPAIR(11, "pulse repair was refused, or has not been taken up by capture."),
    UNANSWERED(12, "pulse verify could not ask ocs-pulse: it does not run there, or does not let the token in."),
    CONNECT(13, "Kafka Connect does not answer, refuses what is asked, or its connector has failed.");

    private final int status;
    private final String meaning;

    ExitCode(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    public int status() {
        return status;
    }

    public String meaning() {
        return meaning;
    }
}
