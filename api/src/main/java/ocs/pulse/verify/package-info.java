/**
 * Holds the answers of a running ocs-pulse against its source database.
 *
 * <p>Comes in: a connection to the Postgres and an address to ask. Goes out: every difference, with the question that shows
 * it. The SQL under {@code resources/verify} says the definitions a second time, on purpose: it shares nothing with the
 * code that it checks. Read {@link ocs.pulse.verify.SourceTruth}, then {@link ocs.pulse.verify.Differences}.
 */
@NullMarked
package ocs.pulse.verify;

import org.jspecify.annotations.NullMarked;
