package ocs.pulse.capture;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests for repairs, in their order. */
interface RepairQueue extends AutoCloseable {

    /**
     * A request that waits.
     *
     * @param request empty for what nobody can read
     * @param next the offset behind it
     */
    record Waiting(Optional<RepairRequest> request, long next) {}

    /** The offset behind the last request that was done before this queue began. */
    long begin();

    /** The oldest that has not been taken; null if there is none. */
    @Nullable
    Waiting next();

    @Override
    void close();
}
