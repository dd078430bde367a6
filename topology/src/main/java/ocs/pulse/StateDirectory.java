package ocs.pulse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the stores are, and of which topics. A store is a copy of its changelog up to an offset. Where a topic was lost and
 * made anew under the same name, that offset means something else: what the directory holds would be mixed with what comes, or
 * would be missing from the new changelog and so from every later restore. So the directory is emptied; the stores are filled
 * from what there is, and where that is nothing, {@link ocs.pulse.ledger.LostState} stops the stage.
 */
final class StateDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);
    private static final String OWNER = "filled-from";

    private StateDirectory() {}

    /**
     * Makes the directory where need be, and empties it where it was filled from a topic that is gone.
     *
     * @param topics the ids of those that there are, by name
     */
    static void claim(Path directory, Map<String, String> topics) {
        try {
            Files.createDirectories(directory);
            Map<String, String> known = known(directory);
            if (!topics.entrySet().containsAll(known.entrySet())) {
                LOG.warn("The stores in {} were filled from topics that are gone; they are filled anew", directory);
                empty(directory);
            }
            write(directory, topics);
        } catch (IOException failed) {
            throw unwritable(directory, failed);
        }
    }

    /** Adds what has been made since, the changelogs of a first start. */
    static void remember(Path directory, Map<String, String> topics) {
        try {
            Map<String, String> all = new TreeMap<>(topics);
            all.putAll(known(directory));
            write(directory, all);
        } catch (IOException failed) {
            throw unwritable(directory, failed);
        }
    }

    private static Map<String, String> known(Path directory) throws IOException {
        Path owner = directory.resolve(OWNER);
        if (!Files.exists(owner)) {
            return Map.of();
        }
        return Files.readAllLines(owner).stream()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(words -> words[0], words -> words[1]));
    }

    private static void write(Path directory, Map<String, String> topics) throws IOException {
        Path draft = directory.resolve(OWNER + ".new");
        Files.write(
                draft,
                topics.entrySet().stream()
                        .map(topic -> topic.getKey() + " " + topic.getValue())
                        .toList());
        Files.move(draft, directory.resolve(OWNER), StandardCopyOption.ATOMIC_MOVE);
    }

    private static UncheckedIOException unwritable(Path directory, IOException failed) {
        return new UncheckedIOException("The state directory " + directory + " cannot be written", failed);
    }

    /** The mark goes last, so that a directory that is half emptied is known as another's. */
    private static void empty(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(directory)) {
            deepestFirst = all.filter(path -> !path.equals(directory) && !path.equals(directory.resolve(OWNER)))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
