package ocs.pulse.bench;

/** One thing that is measured. */
interface Piece {
    void run(Course course) throws Exception;
}
