package ocs.pulse.embedded;

import java.nio.file.Path;

/** Runs a broker on the given home until it is killed. */
final class KafkaHolder {

    private KafkaHolder() {}

    public static void main(String[] arguments) {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]))) {
            ChildJvm.sayAndWait(kafka.bootstrapServers());
        }
    }
}
