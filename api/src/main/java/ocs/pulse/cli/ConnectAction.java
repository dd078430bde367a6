package ocs.pulse.cli;

import java.util.Locale;

/** What can be asked of a Kafka Connect cluster. */
enum ConnectAction {
    CONFIG("Prints the connector's configuration for Kafka Connect; changes nothing."),
    APPLY("Makes the connector in Kafka Connect, or changes it, and waits until it runs."),
    STATUS("Says how the connector is doing; exit status 0 only where it runs."),
    PAUSE("Keeps the connector from reading; its place stays."),
    RESUME("Lets a paused connector go on, and waits until it runs."),
    RESTART("Ends the connector's task and begins a new one, where the old one was."),
    DELETE("Takes the connector out of Kafka Connect; pulse capture can go on where it was.");

    private final String description;

    ConnectAction(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    String command() {
        return name().toLowerCase(Locale.ROOT);
    }
}
