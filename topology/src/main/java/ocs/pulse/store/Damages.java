package ocs.pulse.store;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which stores of this process were found damaged. One that is damaged again and again is not restored for ever: what is under it
 * cannot keep it.
 */
public final class Damages {
    /** So often a store is restored within an hour. */
    static final int MOST_RESTORES = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Damages.class);
    private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

    private final LongSupplier nanoTime;
    // Guarded by this.
    private final Map<Path, Deque<Long>> found = new HashMap<>();

    public Damages() {
        this(System::nanoTime);
    }

    Damages(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Notes it; whether the store is to be restored. */
    synchronized DamagedStore found(Path directory, Throwable cause) {
        Deque<Long> times = found.computeIfAbsent(directory, unknown -> new ArrayDeque<>());
        long now = nanoTime.getAsLong();
        times.removeIf(time -> now - time > HOUR_NANOS);
        boolean restorable = times.size() < MOST_RESTORES;
        times.add(now);
        if (restorable) {
            LOG.warn(
                    "The store in {} is damaged; it is deleted and restored from its changelog ({})",
                    directory,
                    why(cause));
        }
        return new DamagedStore(directory, restorable, cause);
    }

    private static String why(Throwable cause) {
        return String.valueOf(
                cause.getCause() instanceof RocksDBException said ? said.getMessage() : cause.getMessage());
    }

    /** Whether this is what RocksDB says of files that are not as it wrote them; a full disk is not. */
    static boolean isDamage(ProcessorStateException failed) {
        if (!(failed.getCause() instanceof RocksDBException said)) {
            return false;
        }
        Status status = said.getStatus();
        String message = String.valueOf(said.getMessage());
        return (status != null && status.getCode() == Status.Code.Corruption)
                || message.contains("No such file or directory")
                || message.contains("Input/output error");
    }
}
