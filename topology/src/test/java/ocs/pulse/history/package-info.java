/**
 * Random histories of a database through both stages: envelopes in, answers out.
 *
 * <p>A {@link ocs.pulse.history.TopologyHistory} acts on a model of the database and feeds what its log would say to the
 * topology; {@link ocs.pulse.history.AskedQuestion}s are asked of it and worked out anew from the rows that are left.
 * {@link ocs.pulse.history.Histories} runs many, and shrinks one that fails.
 */
@NullMarked
package ocs.pulse.history;

import org.jspecify.annotations.NullMarked;
