package ocs.pulse.settings;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The commands that take settings. The first four stay up. */
public enum Role {
    DEMO,
    RUN,
    CAPTURE,
    SERVE,
    TOKEN,
    VERIFY,
    REPAIR,
    RESET,
    /** Not one that stays up: the commands that prepare, check and remove capture. */
    CONNECTOR;

    static final Set<Role> ALL = EnumSet.complementOf(EnumSet.of(CONNECTOR));
    static final Set<Role> STAYING = EnumSet.of(DEMO, RUN, CAPTURE, SERVE);
    static final Set<Role> CAPTURING = EnumSet.of(DEMO, RUN, CAPTURE);
    static final Set<Role> OF_A_HEARTBEAT = EnumSet.of(DEMO, RUN, CAPTURE, CONNECTOR);
    static final Set<Role> SERVING = EnumSet.of(DEMO, RUN, SERVE);
    static final Set<Role> WITH_TOKENS = EnumSet.of(DEMO, RUN, SERVE, TOKEN);
    static final Set<Role> WITH_OWN_DATABASE = EnumSet.of(RUN, CAPTURE, CONNECTOR);
    static final Set<Role> OF_A_DATABASE = EnumSet.of(RUN, CAPTURE, VERIFY, CONNECTOR);
    static final Set<Role> OF_A_CLUSTER = EnumSet.of(RUN, CAPTURE, SERVE, REPAIR, RESET, CONNECTOR);

    /** Whether it reads a database. */
    public boolean captures() {
        return CAPTURING.contains(this);
    }

    /** Whether it runs the stages and answers over HTTP. */
    public boolean serves() {
        return SERVING.contains(this);
    }

    /** The command's name. */
    public String command() {
        return name().toLowerCase(Locale.ROOT);
    }
}
