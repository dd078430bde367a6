/**
 * Stores on disk that say when a file of theirs is damaged, and what comes of that.
 *
 * <p>Comes in: the task that Kafka Streams opens a store for. Goes out: a store whose reads fail where they cannot be whole, and
 * {@link ocs.pulse.store.DamagedStore}, after which the task's directory is wiped and restored from the changelog. Read
 * {@link ocs.pulse.store.CheckedStore} first.
 */
@NullMarked
package ocs.pulse.store;

import org.jspecify.annotations.NullMarked;
