package ocs.pulse.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import ocs.pulse.settings.Catalog;
import ocs.pulse.settings.Role;
import ocs.pulse.settings.Setting;
import ocs.pulse.settings.SettingSources;
import ocs.pulse.settings.Settings;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What docker/ says is what the program and the brokers understand. */
final class ComposeTest {
    private static final Path DOCKER = Path.of("../../docker");
    private static final Set<String> PULSE = Set.of("capture", "server-1", "server-2");

    /** Not settings of a broker: its image reads them. */
    private static final Set<String> OF_IMAGE = Set.of("CLUSTER_ID");

    private final Map<String, Map<String, Object>> services = services();

    @Test
    void shouldGivePulseOnlySettingsThatItHasAndTakes() throws IOException {
        for (String name : PULSE) {
            Settings settings = settings(name);
            assertThat(settings.get(Catalog.KAFKA)).as(name).isPresent();
            assertThat(settings.get(Catalog.REPLICATION_FACTOR)).as(name).contains(3);
        }
        assertThat(settings("capture").get(Catalog.DATABASE_URL)).isPresent();
        assertThat(settings("capture").get(Catalog.STATUS_PORT)).contains(8080);
        assertThat(settings("server-1").get(Catalog.ADVERTISE)).contains("server-1:8080");
        assertThat(settings("server-2").get(Catalog.PEER_SECRET)).isPresent();
        assertThat(settings("server-2").get(Catalog.STANDBYS)).isEqualTo(1);
    }

    @Test
    void shouldNotGiveACommandAsettingOfAnother() {
        for (String name : PULSE) {
            Role role = name.equals("capture") ? Role.CAPTURE : Role.SERVE;
            List<String> taken =
                    Catalog.of(role).stream().map(Setting::variable).toList();
            assertThat(taken).as(name).containsAll(environment(name).keySet());
        }
    }

    @Test
    void shouldGiveBrokersOnlyPropertiesThatTheyHave() throws IOException {
        for (String name : List.of("kafka-1", "kafka-2", "kafka-3")) {
            Map<String, String> variables = new TreeMap<>(env("kafka.env"));
            variables.putAll(environment(name));
            variables.keySet().removeAll(OF_IMAGE);
            assertThat(AbstractKafkaConfig.CONFIG_DEF.names())
                    .as(name)
                    .containsAll(EnvFile.brokerProperties(variables).keySet());
        }
    }

    @Test
    void shouldPinEveryImage() {
        services.forEach((name, service) ->
                assertThat((String) service.get("image")).as(name).matches("[a-z/-]+:v?\\d+(\\.\\d+){1,2}(-[a-z]+)?"));
    }

    /** Which is also the broker that all other tests run with. */
    @Test
    void shouldRunTheBrokersThatTheClientsAreOf() {
        for (String name : List.of("kafka-1", "kafka-2", "kafka-3", "connect")) {
            assertThat(service(name)).as(name).containsEntry("image", "apache/kafka:" + AppInfoParser.getVersion());
        }
    }

    @Test
    void shouldKeepPulseFromWritingOutsideItsVolume() throws IOException {
        for (String name : PULSE) {
            assertThat(service(name)).as(name).containsEntry("read_only", true);
            assertThat((List<?>) service(name).get("volumes")).as(name).anyMatch(volume -> volume.toString()
                    .equals(name + ":/var/lib/pulse"));
        }
        assertThat(Files.readString(DOCKER.resolve("Dockerfile"))).contains("USER pulse", "HEALTHCHECK");
    }

    private Map<String, Object> service(String name) {
        return Objects.requireNonNull(services.get(name), name);
    }

    private Settings settings(String service) throws IOException {
        Map<String, String> variables = new TreeMap<>(env("pulse.env"));
        variables.putAll(environment(service));
        return SettingSources.read(Map.of(), variables, Optional.empty());
    }

    private static Map<String, String> env(String file) throws IOException {
        return EnvFile.parse(Files.readString(DOCKER.resolve(file)));
    }

    /** With a sample in place of each variable that whoever starts it has to give. */
    private Map<String, String> environment(String service) {
        Map<String, String> variables = new TreeMap<>();
        Map<?, ?> given = (Map<?, ?>) Objects.requireNonNull(service(service).get("environment"));
        given.forEach((name, value) -> variables.put(
                (String) name,
                String.valueOf(value)
                        .replaceAll("\\$\\{PULSE_DATABASE_URL:[^}]*}", "postgresql://u:p@postgres:5432/ocs")
                        .replaceAll("\\$\\{[^}]*}", "a-sample-of-a-secret")));
        return variables;
    }

    @SuppressWarnings("unchecked") // as compose files are
    private static Map<String, Map<String, Object>> services() {
        try {
            Map<String, Object> file = new Yaml().load(Files.readString(DOCKER.resolve("compose.yaml")));
            return (Map<String, Map<String, Object>>) Objects.requireNonNull(file.get("services"));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
