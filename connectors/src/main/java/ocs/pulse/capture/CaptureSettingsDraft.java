package ocs.pulse.capture;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import ocs.pulse.source.SourceAddress;
import ocs.pulse.source.SourceNames;
import ocs.pulse.source.SourceTerms;

/** {@link CaptureSettings} while some of them are changed. */
final class CaptureSettingsDraft {
    private final SourceAddress address;
    private final Duration pollInterval;
    final Map<String, String> kafka;
    SourceNames names;
    SourceTerms terms;
    String changesTopic;
    String offsetsTopic;
    Duration retention;
    Duration heartbeat;
    Duration kafkaPatience;
    Duration slotPatience;
    Optional<Integer> replication;
    boolean resnapshot;

    CaptureSettingsDraft(CaptureSettings settings) {
        address = settings.address();
        pollInterval = settings.pollInterval();
        kafka = new TreeMap<>(settings.kafka());
        names = settings.names();
        terms = settings.terms();
        changesTopic = settings.changesTopic();
        offsetsTopic = settings.offsetsTopic();
        retention = settings.retention();
        heartbeat = settings.heartbeat();
        kafkaPatience = settings.kafkaPatience();
        slotPatience = settings.slotPatience();
        replication = settings.replication();
        resnapshot = settings.resnapshot();
    }

    CaptureSettings settings() {
        return new CaptureSettings(
                address,
                names,
                terms,
                kafka,
                changesTopic,
                offsetsTopic,
                retention,
                heartbeat,
                pollInterval,
                kafkaPatience,
                slotPatience,
                replication,
                resnapshot);
    }
}
