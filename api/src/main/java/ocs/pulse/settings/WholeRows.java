package ocs.pulse.settings;

/** What to do with a server whose publications have no column lists. */
public enum WholeRows {
    /** Not to start. */
    STOP,
    /** To read whole rows, and cut them in the memory of capture. */
    ACCEPT
}
