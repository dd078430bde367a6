package ocs.pulse.cli;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;

/** A topology as a Mermaid flow chart: topics are round, stores are drums, each stage stands in a box. */
final class TopologyDrawing {
    private final Set<String> lines = new TreeSet<>();
    private final StringBuilder boxes = new StringBuilder();

    private TopologyDrawing() {}

    static String of(TopologyDescription topology) {
        TopologyDrawing drawing = new TopologyDrawing();
        topology.subtopologies().forEach(drawing::draw);
        return "flowchart LR\n" + drawing.boxes + String.join("", drawing.lines);
    }

    private void draw(Subtopology stage) {
        boxes.append(String.format(Locale.ROOT, "  subgraph stage%d [stage %d]%n", stage.id(), stage.id()));
        stage.nodes().forEach(this::draw);
        boxes.append(String.format(Locale.ROOT, "  end%n"));
    }

    private void draw(Node node) {
        if (node instanceof Source source) {
            for (String topic : source.topicSet()) {
                node.successors().forEach(next -> line("%s([%s]) --> %s", id("topic", topic), topic, next.name()));
            }
        } else if (node instanceof Sink sink) {
            node.predecessors()
                    .forEach(from -> line("%s --> %s([%s])", from.name(), id("topic", sink.topic()), sink.topic()));
        } else if (node instanceof Processor processor) {
            boxes.append(String.format(Locale.ROOT, "    %s%n", node.name()));
            processor.stores().forEach(store -> line("%s <--> %s[(%s)]", node.name(), id("store", store), store));
        }
    }

    private static String id(String kind, String name) {
        return kind + "_" + name.replaceAll("[^A-Za-z0-9]", "_");
    }

    private void line(String format, Object... names) {
        lines.add(String.format(Locale.ROOT, "  " + format + "%n", names));
    }
}
