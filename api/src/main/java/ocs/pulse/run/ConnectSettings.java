package ocs.pulse.run;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import ocs.pulse.capture.CaptureSettings;
import ocs.pulse.capture.ConnectConfig;
import ocs.pulse.capture.ConnectHandover;
import ocs.pulse.connect.ConnectCluster;
import ocs.pulse.settings.Catalog;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;
import ocs.pulse.settings.Settings;
import ocs.pulse.source.SourceLayout;

/** What the settings say of capture in Kafka Connect. A {@link ProgramProblem} where they say too little. */
public record ConnectSettings(Settings settings) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The connector; empty where no Connect is named. */
    public Optional<ConnectCluster> named() {
        return settings.get(Catalog.CONNECT_URL)
                .map(url -> new ConnectCluster(
                        url,
                        settings.get(Catalog.CONNECT_CA),
                        settings.get(Catalog.CONNECT_NAME),
                        ConnectConfig.PARTITION,
                        PATIENCE));
    }

    /** The connector. */
    public ConnectCluster cluster() {
        return named().orElseThrow(() -> new ProgramProblem(
                ExitCode.USAGE,
                "Setting connect-url is missing: give --connect-url http://HOST:PORT of a Kafka Connect worker"));
    }

    /** What is captured, and into which cluster. */
    public CaptureSettings capture() {
        SourceSettings source = new SourceSettings(settings);
        return source.capture(
                source.address(),
                settings.get(Catalog.KAFKA)
                        .orElseThrow(() -> new ProgramProblem(
                                ExitCode.USAGE, "Setting kafka is missing: give --kafka HOST:PORT of the cluster")));
    }

    /** The connector's configuration for a database of that layout. */
    public Map<String, String> config(SourceLayout layout) {
        return ConnectConfig.of(capture(), layout, settings.get(Catalog.CONNECT_PASSWORD));
    }

    /** Between the embedded engine and the connector. */
    public ConnectHandover handover(SourceLayout layout) {
        return new ConnectHandover(capture(), layout);
    }
}
