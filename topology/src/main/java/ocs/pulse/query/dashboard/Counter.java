package ocs.pulse.query.dashboard;

/** Something that is worked out from what happened in each selected conversation. */
interface Counter {
    void add(Activity activity);
}
