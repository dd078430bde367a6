/**
 * A cluster of processes on this machine: three brokers, Postgres, capture and servers, with the settings of the containers
 * (docker/*.env), so that it can be killed, frozen, cut and starved part by part.
 *
 * <p>Comes in: a directory. Goes out: a running {@link ocs.pulse.faults.LocalCluster}, whose parts are
 * {@link ocs.pulse.faults.Child processes} joined by {@link ocs.pulse.faults.Proxy proxies}. Read
 * {@link ocs.pulse.faults.ClusterPlan} next.
 */
@NullMarked
package ocs.pulse.faults;

import org.jspecify.annotations.NullMarked;
