package ocs.pulse.query.dashboard;

/**
 * Something that is worked out from what happened in the selected conversations. Several count at the same time, each over
 * conversations of its own; then one takes up what the others have.
 */
interface Counter<C extends Counter<C>> {
    /** Some more of them. */
    void add(Activity activity);

    /** What another has counted. */
    void add(C other);

    /** There are no more. */
    default void end() {}
}
