/**
 * The wiring: which parts a command starts, in which order, and how they stop.
 *
 * <p>Comes in: {@link ocs.pulse.settings.Settings}. Goes out: a running program that ends with an
 * {@link ocs.pulse.settings.ExitCode}. Nothing is injected: {@link ocs.pulse.run.Program} makes every part by hand.
 */
@NullMarked
package ocs.pulse.run;

import org.jspecify.annotations.NullMarked;
