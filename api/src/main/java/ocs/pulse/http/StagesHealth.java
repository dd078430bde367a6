package ocs.pulse.http;

import org.jspecify.annotations.Nullable;

/**
 * How the stages of this instance are doing.
 *
 * @param lagMs since the newest watermark was committed; null before the first
 * @param deadLetters changes that could not be read; null where the ledger is in another instance
 * @param parkedRows rows that wait for their owner; null as before
 */
public record StagesHealth(
        @Nullable Long lagMs,
        @Nullable Long deadLetters,
        @Nullable Long parkedRows) {}
