package ocs.pulse.query.dashboard;

/** The time that is asked about, half open, in {@link ocs.pulse.change.PgTime} microseconds. */
public record Window(long start, long end) {
    boolean contains(long time) {
        return start <= time && time < end;
    }
}
