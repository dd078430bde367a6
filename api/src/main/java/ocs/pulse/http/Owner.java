package ocs.pulse.http;

import java.net.URI;

/** Who can answer for a team. Nobody: {@link NotReady}. */
public sealed interface Owner {

    /** Whether it answers from a copy that may be behind. */
    boolean standby();

    /** This process. */
    record Here(boolean standby) implements Owner {}

    /**
     * Another instance.
     *
     * @param base where its HTTP begins
     */
    record There(URI base, boolean standby) implements Owner {}
}
