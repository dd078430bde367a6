package ocs.pulse.ledger;

/** What is known of where a row belongs. */
sealed interface Placing {

    record At(Place place) implements Placing {}

    /** Its owner shows only when that row is there. */
    record Awaiting(RowId parent) implements Placing {}

    /** With no team: a tag on something that is neither chat nor message, a trace that names no owner, a deleted row. */
    record Nowhere() implements Placing {}
}
