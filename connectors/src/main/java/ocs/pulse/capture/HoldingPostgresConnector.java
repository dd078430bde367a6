package ocs.pulse.capture;

import io.debezium.connector.postgresql.PostgresConnector;
import java.util.Map;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;

/**
 * Debezium's connector for a Kafka Connect worker, with what the embedded engine does besides. A worker commits the
 * offset of whatever it sent last; where that is inside a group of events with one log position, Debezium skips the rest
 * of the group at the next start. Here each record carries an offset that lies before its group, so that nothing is
 * lost, and what has been sent behind that, so that nothing comes twice. That needs a worker with exactly-once support,
 * which writes records and offset in one transaction.
 */
public final class HoldingPostgresConnector extends PostgresConnector {
    @Override
    public Class<? extends Task> taskClass() {
        return HoldingPostgresTask.class;
    }

    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> config) {
        return ExactlyOnceSupport.SUPPORTED;
    }
}
