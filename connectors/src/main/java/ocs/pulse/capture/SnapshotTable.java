package ocs.pulse.capture;

/**
 * How far the snapshot of a table is.
 *
 * @param table its name without schema
 * @param rows rows that are in the topic
 * @param expected rows that the server's statistics promise; a guess, 0 where the table was never analysed
 */
public record SnapshotTable(String table, long rows, long expected) {}
