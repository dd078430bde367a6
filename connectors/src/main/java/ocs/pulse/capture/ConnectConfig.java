package ocs.pulse.capture;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import ocs.pulse.source.Heartbeat;
import ocs.pulse.source.SourceAddress;
import ocs.pulse.source.SourceLayout;
import ocs.pulse.source.SourceNames;
import ocs.pulse.source.SourceTerms;

/** The same capture for a Kafka Connect cluster: the engine's settings, and what the engine does besides in Connect's words. */
public final class ConnectConfig {
    /** The one source partition of the connector. */
    public static final Map<String, String> PARTITION = Map.of("server", EngineProperties.PREFIX);

    private static final String HEARTBEAT = "pulse.heartbeat";
    private static final String WHOLE_ROWS = "pulse.whole.rows";
    private static final String PASSWORD = "database.password";
    private static final String KAFKA = "pulse.kafka";
    private static final String ROUTED = "transforms.others.replacement";

    private ConnectConfig() {}

    /**
     * The connector's configuration, by the alphabet.
     *
     * @param password how a worker finds the database password: a reference to a config provider, never the password
     */
    public static Map<String, String> of(CaptureSettings settings, SourceLayout layout, String password) {
        Map<String, String> config = new TreeMap<>();
        Properties engine = EngineProperties.connector(settings, layout);
        engine.stringPropertyNames().forEach(name -> config.put(name, engine.getProperty(name)));
        config.remove("name");
        config.put("connector.class", HoldingPostgresConnector.class.getName());
        config.put("tasks.max", "1");
        config.put(PASSWORD, password);
        config.put(HEARTBEAT, settings.terms().heartbeat().name().toLowerCase(Locale.ROOT));
        config.put(WHOLE_ROWS, Boolean.toString(settings.terms().wholeRows()));
        config.put(KAFKA, settings.bootstrapServers());
        transactions(config);
        converters(config);
        others(config, settings);
        return config;
    }

    /** Records and offset go into the topics together, batch by batch. */
    private static void transactions(Map<String, String> config) {
        config.put("exactly.once.support", "required");
        config.put("transaction.boundary", "poll");
        config.put("producer.override.compression.type", "lz4");
        config.put("producer.override.linger.ms", "5");
        config.put("producer.override.batch.size", "262144");
        config.put("producer.override.max.request.size", "8388608");
    }

    /** Bytes as the embedded engine writes them. */
    private static void converters(Map<String, String> config) {
        for (String side : new String[] {"key", "value"}) {
            config.put(side + ".converter", "org.apache.kafka.connect.json.JsonConverter");
            config.put(side + ".converter.schemas.enable", "false");
            config.put(side + ".converter.replace.null.with.default", "false");
        }
        config.put("header.converter", "org.apache.kafka.connect.storage.StringConverter");
    }

    /** Transaction markers, notifications and logical messages go where the rows go. */
    private static void others(Map<String, String> config, CaptureSettings settings) {
        config.put("transforms", config.get("transforms") + ",others");
        config.put("transforms.others.type", "org.apache.kafka.connect.transforms.RegexRouter");
        config.put(
                "transforms.others.regex",
                Pattern.quote(EngineProperties.PREFIX) + "\\.(transaction|notifications|message)");
        config.put(ROUTED, settings.changesTopic());
    }

    /** The settings of capture in such a configuration, once a worker has put the password in. */
    static CaptureSettings settings(Map<String, String> config) {
        String password = config.getOrDefault(PASSWORD, "");
        if (password.startsWith("${")) {
            throw new CaptureProblem(
                    CaptureProblem.Reason.CONNECT_SETTINGS,
                    "The worker does not resolve " + password + ": name that provider in its config.providers");
        }
        SourceAddress address = SourceAddress.of(
                        text(config, "database.hostname"),
                        Integer.parseInt(text(config, "database.port")),
                        text(config, "database.dbname"),
                        text(config, "database.user"),
                        password)
                .withOptionsAmong(config, "database.");
        Heartbeat heartbeat = Heartbeat.valueOf(text(config, HEARTBEAT).toUpperCase(Locale.ROOT));
        return CaptureSettings.of(address, text(config, KAFKA))
                .withTopics(text(config, ROUTED), CaptureSettings.OFFSETS_TOPIC)
                .withNames(new SourceNames(text(config, "publication.name"), text(config, "slot.name")))
                .withTerms(new SourceTerms(heartbeat, Boolean.parseBoolean(text(config, WHOLE_ROWS))));
    }

    private static String text(Map<String, String> config, String name) {
        String value = config.get(name);
        if (value == null) {
            throw new CaptureProblem(
                    CaptureProblem.Reason.CONNECT_SETTINGS,
                    "The connector's configuration lacks " + name + ": render it again with pulse connector config");
        }
        return value;
    }
}
