/**
 * A sample Open Chat Studio database: two teams, some months of history, and traffic that goes on.
 *
 * <p>Comes in: a connection to an empty Postgres. Goes out: the tables of Open Chat Studio with rows in them
 * ({@link ocs.pulse.demo.DemoDatabase}), then new rows at a given rate ({@link ocs.pulse.demo.DemoTraffic}). Nothing
 * here knows of Kafka or of stores: to the rest of the program this is any source database.
 */
@NullMarked
package ocs.pulse.demo;

import org.jspecify.annotations.NullMarked;
