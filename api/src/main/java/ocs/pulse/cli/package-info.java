/**
 * The command line.
 *
 * <p>Comes in: arguments, environment. Goes out: {@link ocs.pulse.settings.Settings} for one of the program's roles, and
 * an exit status. Read {@link ocs.pulse.cli.Commands} next.
 */
@NullMarked
package ocs.pulse.cli;

import org.jspecify.annotations.NullMarked;
