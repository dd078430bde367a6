package ocs.pulse.change;

/** A column of an envelope's row does not hold what its table promises; the message names no value. */
final class UnreadableColumn extends RuntimeException {
    UnreadableColumn(String message) {
        super(message);
    }
}
