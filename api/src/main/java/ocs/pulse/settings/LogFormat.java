package ocs.pulse.settings;

/** How the log is written. */
public enum LogFormat {
    /** For people. */
    LINES,
    /** For programs: one JSON object a line. */
    JSON
}
