package ocs.pulse.store;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** A file of a store is damaged. Whoever reads has no answer; whoever writes ends, so that the store is restored. */
public final class DamagedStore extends InvalidStateStoreException {
    private static final long serialVersionUID = 1L;

    private final boolean restorable;

    DamagedStore(Path directory, boolean restorable, Throwable cause) {
        super(
                restorable
                        ? "The store in " + directory + " is damaged"
                        : "The store in " + directory + " is damaged again, " + Damages.MOST_RESTORES
                                + " times within an hour after it was restored: the disk or the memory under it is not"
                                + " sound. Check them, delete " + directory
                                + " (it is restored from Kafka) or choose another data-dir, and start again",
                cause);
        this.restorable = restorable;
    }

    /** What was found damaged under this. */
    public static Optional<DamagedStore> in(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof DamagedStore damaged) {
                return Optional.of(damaged);
            }
        }
        return Optional.empty();
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** Whether the store is wiped and restored; else it has been too often. */
    public boolean isRestorable() {
        return restorable;
    }
}
