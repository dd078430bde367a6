/**
 * The benchmark: the program beside what its users have now and what they would take instead, on one machine in one run.
 *
 * <p>Comes in: a scale and a seed. Goes out: tables of times on the terminal and JSON beside them, and a failure where a
 * rival's answer is another than ours. {@link ocs.pulse.bench.Bench} is the command; {@link ocs.pulse.bench.Database} makes the
 * rows, {@link ocs.pulse.bench.PulseProcess} is the program as a process of its own, and each {@link ocs.pulse.bench.Piece}
 * measures one thing. What was learned stands in {@code FINDINGS.md} beside the sources.
 */
@NullMarked
package ocs.pulse.bench;

import org.jspecify.annotations.NullMarked;
