package ocs.pulse.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which part listens where. Every broker has a listener for each client process, and every listener is advertised as a proxy of
 * its own: so one client can be cut from Kafka while the others are not.
 *
 * @param clients of Kafka: {@code CAPTURE}, {@code SERVER1}, ...
 * @param controllers ports by broker
 * @param internal between brokers, ports by broker
 * @param listeners ports by client and broker
 * @param proxies in front of those
 * @param http of each server
 * @param peers the proxies in front of those, for other servers
 */
record ClusterPlan(
        Path home,
        String clusterId,
        List<String> clients,
        List<Integer> controllers,
        List<Integer> internal,
        Map<String, List<Integer>> listeners,
        Map<String, List<Integer>> proxies,
        List<Integer> http,
        List<Integer> peers,
        int postgres,
        int postgresProxy) {
    static final int BROKERS = 3;

    /** The same again for a directory that has had one. */
    static ClusterPlan of(Path home, int servers) {
        List<String> clients = new ArrayList<>(List.of("CAPTURE"));
        IntStream.rangeClosed(1, servers).forEach(server -> clients.add("SERVER" + server));
        ClusterFile file = ClusterFile.of(home, 2 * BROKERS + 2 * BROKERS * clients.size() + 2 * servers + 2);
        List<Integer> ports = new ArrayList<>(file.ports());
        return new ClusterPlan(
                home,
                file.clusterId(),
                List.copyOf(clients),
                take(ports, BROKERS),
                take(ports, BROKERS),
                byClient(clients, ports),
                byClient(clients, ports),
                take(ports, servers),
                take(ports, servers),
                take(ports, 1).get(0),
                take(ports, 1).get(0));
    }

    private static Map<String, List<Integer>> byClient(List<String> clients, List<Integer> ports) {
        Map<String, List<Integer>> found = new LinkedHashMap<>();
        clients.forEach(client -> found.put(client, take(ports, BROKERS)));
        return found;
    }

    private static List<Integer> take(List<Integer> ports, int count) {
        List<Integer> first = List.copyOf(ports.subList(0, count));
        ports.subList(0, count).clear();
        return first;
    }

    /** What a client takes as {@code bootstrap.servers}. */
    String bootstrap(String client) {
        return proxies.getOrDefault(client, List.of()).stream()
                .map(port -> "127.0.0.1:" + port)
                .collect(Collectors.joining(","));
    }

    /** @param broker from 0 */
    Map<String, String> broker(int broker) {
        Map<String, String> properties = EnvFile.brokerProperties(EnvFile.read("kafka.env"));
        String own = "BROKER://127.0.0.1:" + internal.get(broker);
        properties.put("cluster.id", clusterId);
        properties.put("node.id", Integer.toString(broker + 1));
        properties.put("log.dirs", home.resolve("kafka-" + (broker + 1)).toString());
        properties.put(
                "listeners", own + ",CONTROLLER://127.0.0.1:" + controllers.get(broker) + all(listeners, broker));
        properties.put("advertised.listeners", own + all(proxies, broker));
        properties.put(
                "listener.security.protocol.map",
                "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"
                        + clients.stream()
                                .map(client -> "," + client + ":PLAINTEXT")
                                .collect(Collectors.joining()));
        properties.put(
                "controller.quorum.voters",
                IntStream.range(0, BROKERS)
                        .mapToObj(node -> (node + 1) + "@127.0.0.1:" + controllers.get(node))
                        .collect(Collectors.joining(",")));
        return properties;
    }

    private String all(Map<String, List<Integer>> ports, int broker) {
        return clients.stream()
                .map(client -> "," + client + "://127.0.0.1:"
                        + ports.getOrDefault(client, List.of()).get(broker))
                .collect(Collectors.joining());
    }
}
