package ocs.pulse.settings;

/** Who may ask. */
public enum AuthMode {
    /** The bearers of the tokens in the token file. */
    TOKEN,
    /** Whoever can reach the port; only on a loopback address. */
    NONE
}
