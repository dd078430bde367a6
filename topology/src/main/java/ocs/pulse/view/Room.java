package ocs.pulse.view;

/** How much more than is needed the arrays of a view are made for: an eighth of a view is room on the average. */
final class Room {
    private static final int LEAST = 16;
    private static final int MOST = Integer.MAX_VALUE - 8;

    private Room() {}

    /** The capacity of an array that has to hold so many. */
    static int of(int needed) {
        return (int) Math.min(MOST, Math.max(LEAST, needed + (long) (needed >> 2)));
    }
}
