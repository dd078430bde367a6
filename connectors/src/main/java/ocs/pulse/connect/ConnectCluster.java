package ocs.pulse.connect;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import ocs.pulse.connect.ConnectProblem.Reason;
import ocs.pulse.connect.RestApi.Answer;
import ocs.pulse.source.Finding;

/**
 * One connector of a Kafka Connect cluster. Every command may be repeated, waits until the cluster has done it, and says
 * why where it cannot: a {@link ConnectProblem}. What changes or restarts a connector stops it first, as only a stopped
 * one has no task whose old state could be taken for the new one.
 */
public final class ConnectCluster {
    private static final TypeReference<Map<String, Object>> OFFSET = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> CONFIG = new TypeReference<>() {};
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final RestApi api;
    private final String name;
    private final Map<String, String> partition;
    private final Duration patience;

    /**
     * @param url where any worker listens
     * @param trusted a PEM file of the certificates to trust; empty: those that Java trusts
     * @param partition the one source partition that the connector has
     * @param patience how long a command waits for its result
     */
    public ConnectCluster(
            URI url, Optional<Path> trusted, String name, Map<String, String> partition, Duration patience) {
        this.api = new RestApi(url, trusted, patience);
        this.name = name;
        this.partition = Map.copyOf(partition);
        this.patience = patience;
    }

    /** The connector is there with this configuration; one that is made or changed is stopped. */
    public void configure(Map<String, String> config) {
        if (status().isAbsent()) {
            Map<String, Object> connector = Map.of("name", name, "config", config, "initial_state", "STOPPED");
            require(api.ask("POST", "/connectors", connector), "cannot be made");
            await(ConnectStatus::stopped, "appear", false);
        } else if (!config().equals(named(config))) {
            stop();
            require(api.ask("PUT", own("/config"), config), "cannot be configured");
        }
    }

    /** Lets the connector begin at another place in the stream, and waits until it runs. */
    public ConnectStatus beginAt(Map<String, Object> offset) {
        stop();
        Map<String, Object> place = Map.of("partition", partition, "offset", offset);
        require(api.ask("PATCH", own("/offsets"), Map.of("offsets", List.of(place))), "does not take its place");
        return resume();
    }

    private Map<String, String> config() {
        Answer answer = api.ask("GET", own("/config"), null);
        require(answer, "does not show its configuration");
        return RestApi.JSON.convertValue(answer.body(), CONFIG);
    }

    private Map<String, String> named(Map<String, String> config) {
        Map<String, String> named = new TreeMap<>(config);
        named.put("name", name);
        return named;
    }

    /** Ends its task, and waits until it has. */
    public ConnectStatus stop() {
        require(api.ask("PUT", own("/stop"), null), "cannot be stopped");
        return await(ConnectStatus::stopped, "stop", false);
    }

    /** Where it is to continue; empty where it has not begun. */
    public Optional<Map<String, Object>> place() {
        Answer answer = api.ask("GET", own("/offsets"), null);
        require(answer, "does not say its place");
        JsonNode offset = answer.body().path("offsets").path(0).path("offset");
        return offset.isObject() ? Optional.of(RestApi.JSON.convertValue(offset, OFFSET)) : Optional.empty();
    }

    /** Keeps it from reading; its place stays. */
    public ConnectStatus pause() {
        require(api.ask("PUT", own("/pause"), null), "cannot be paused");
        return await(ConnectStatus::paused, "pause", true);
    }

    /** Lets it read, and waits until it does. One that did not run gets a new task, which looks whether it can go on. */
    public ConnectStatus resume() {
        if (!status().runs()) {
            stop();
        }
        require(api.ask("PUT", own("/resume"), null), "cannot be resumed");
        return await(ConnectStatus::runs, "run", true);
    }

    /** Ends its task and begins a new one, whatever state they are in. */
    public ConnectStatus restart() {
        stop();
        return resume();
    }

    /** Takes it and its place out of the cluster, and waits until it is gone; nothing happens where there is none. */
    public void delete() {
        if (status().isAbsent()) {
            return;
        }
        stop();
        // Also keeps a task that a dead worker left behind from ever writing again.
        require(api.ask("DELETE", own("/offsets"), null), "keeps its place");
        Answer answer = api.ask("DELETE", own(""), null);
        if (!answer.isAbsent()) {
            require(answer, "cannot be deleted");
        }
        await(ConnectStatus::isAbsent, "go", false);
    }

    /** How it is, whatever that is. */
    public ConnectStatus status() {
        Answer answer = api.ask("GET", own("/status"), null);
        if (answer.isAbsent()) {
            return ConnectStatus.ABSENT;
        }
        require(answer, "cannot be asked");
        return ConnectStatus.of(answer.body());
    }

    /** What the cluster has against a configuration, and what is wrong with the connector. Changes nothing. */
    public List<Finding> check(Map<String, String> config) {
        List<Finding> findings = new ArrayList<>();
        try {
            findings.addAll(refusals(config));
            ConnectStatus status = status();
            if (status.failed()) {
                findings.add(problem(Reason.CONNECT_FAILED, "failed: " + status.trouble())
                        .finding());
            }
        } catch (ConnectProblem problem) {
            findings.add(problem.finding());
        }
        return findings;
    }

    private List<Finding> refusals(Map<String, String> config) {
        String type = config.getOrDefault("connector.class", "");
        Answer answer = api.ask("PUT", "/connector-plugins/" + type + "/config/validate", named(config));
        require(answer, "cannot be checked");
        List<Finding> findings = new ArrayList<>();
        for (JsonNode setting : answer.body().path("configs")) {
            JsonNode value = setting.path("value");
            for (JsonNode error : value.path("errors")) {
                findings.add(problem(
                                Reason.CONNECT_CONFIG,
                                "is refused for " + value.path("name").asText() + ": " + TraceLines.one(error.asText()))
                        .finding());
            }
        }
        return findings;
    }

    /** @param failureEnds whether a failed task is the end of waiting; one that is to go may have failed before */
    private ConnectStatus await(Predicate<ConnectStatus> wanted, String what, boolean failureEnds) {
        long deadline = System.nanoTime() + patience.toNanos();
        ConnectStatus status = status();
        while (!wanted.test(status)) {
            if (failureEnds && status.failed()) {
                throw problem(Reason.CONNECT_FAILED, "failed: " + status.trouble());
            }
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                throw problem(
                        Reason.CONNECT_UNREACHABLE,
                        "did not " + what + " within " + patience.toSeconds() + " s: " + status);
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            status = status();
        }
        return status;
    }

    private String own(String path) {
        return "/connectors/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20") + path;
    }

    private void require(Answer answer, String what) {
        if (answer.ok()) {
            return;
        }
        String said = answer.said();
        if (said.contains("Failed to find any class")) {
            throw problem(
                    Reason.CONNECT_PLUGIN,
                    what + ": no worker has the plugin: put the directory pulse-connect into each worker's plugin.path"
                            + " and restart the workers");
        }
        if (answer.isAbsent()) {
            throw problem(Reason.CONNECT_ABSENT, what + ": there is none; pulse connector apply makes it");
        }
        throw problem(Reason.CONNECT_CONFIG, what + ": " + said);
    }

    private ConnectProblem problem(Reason reason, String what) {
        return new ConnectProblem(reason, "Connector '" + name + "' at " + api.withoutUser() + " " + what);
    }
}
