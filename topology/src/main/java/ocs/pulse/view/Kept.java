package ocs.pulse.view;

/**
 * What a question has worked out and leaves with the view, so that the next one need not work it out from the start. The one
 * writer notes what changes, while nobody reads; readers, of whom there may be many at once, catch up with it when they ask.
 */
public interface Kept {
    /** What has changed since it was worked out. */
    Touched touched();

    /** Heap in bytes, roughly. */
    long bytes();
}
