/**
 * Every setting of the program, in one place.
 *
 * <p>Comes in: flags, {@code PULSE_*} variables and a properties file, the former before the latter. Goes out: a
 * {@link ocs.pulse.settings.Settings} whose values are typed and checked before anything starts, or a
 * {@link ocs.pulse.settings.ProgramProblem} that names the setting. Read {@link ocs.pulse.settings.Catalog} next.
 */
@NullMarked
package ocs.pulse.settings;

import org.jspecify.annotations.NullMarked;
