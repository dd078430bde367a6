/**
 * A Kafka Connect cluster over its REST API: one connector of it is made, changed, looked at and taken away.
 *
 * <p>Comes in: a connector's configuration and offset, as {@code ocs.pulse.capture.ConnectConfig} and
 * {@code ConnectHandover} give them. Goes out: a {@link ocs.pulse.connect.ConnectStatus}, or a
 * {@link ocs.pulse.connect.ConnectProblem} that says why not. Read {@link ocs.pulse.connect.ConnectCluster}.
 */
@NullMarked
package ocs.pulse.connect;

import org.jspecify.annotations.NullMarked;
