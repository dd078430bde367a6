package ocs.pulse.capture;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.ProducerFencedException;

/** Kafka's failures in words. */
final class KafkaFailures {
    private KafkaFailures() {}

    static CaptureProblem unreachable(CaptureSettings settings, Throwable cause) {
        return new CaptureProblem(
                CaptureProblem.Reason.KAFKA_UNREACHABLE,
                "Kafka at " + settings.bootstrapServers() + " does not answer ("
                        + cause.getClass().getSimpleName()
                        + "): check the address and that a broker runs there",
                cause);
    }

    /** A successor has taken over, or a clock is wrong: final. Everything else stays what it is and may pass. */
    static RuntimeException ofProducer(CaptureSettings settings, KafkaException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return new CaptureProblem(
                        CaptureProblem.Reason.FENCED,
                        "Another capture with the slot '" + settings.names().slot()
                                + "' has taken over: run one, or give each its own slot and publication",
                        failure);
            }
            if (cause instanceof InvalidTimestampException) {
                return new CaptureProblem(
                        CaptureProblem.Reason.TOPIC_TIMES,
                        "Kafka refuses the times that this machine's clock gives to records of "
                                + settings.changesTopic() + " or " + settings.offsetsTopic()
                                + ": set the clock, or let the brokers give the times (pulse connector check says how)",
                        failure);
            }
        }
        return failure;
    }
}
