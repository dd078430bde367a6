package ocs.pulse.query.dashboard;

/** Something that is worked out from what happened in the selected conversations. */
interface Counter {
    /** Some more of them. */
    void add(Activity activity);

    /** There are no more. */
    default void end() {}
}
