package ocs.pulse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the stores are, and of which topics. A store is a copy of its changelog up to an offset. Where the topics were lost
 * and made anew under the same names, those offsets mean something else, and what the directory holds would be mixed with
 * what comes: so it is emptied, and the stores are filled anew.
 */
final class StateDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);
    private static final String OWNER = "filled-from";

    private StateDirectory() {}

    /**
     * Makes the directory where need be, and empties it where it was filled from others.
     *
     * @param topics names them as they are now; never given twice
     */
    static void claim(Path directory, String topics) {
        Path owner = directory.resolve(OWNER);
        try {
            Files.createDirectories(directory);
            if (Files.exists(owner) && !Files.readString(owner).equals(topics)) {
                LOG.warn("The stores in {} were filled from topics that are gone; they are filled anew", directory);
                empty(directory);
            }
            Path draft = directory.resolve(OWNER + ".new");
            Files.writeString(draft, topics);
            Files.move(draft, owner, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException("The state directory " + directory + " cannot be written", failed);
        }
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
