/** What is measured inside the teams' stage, whose parts are its own business. */
@NullMarked
package ocs.pulse.team;

import org.jspecify.annotations.NullMarked;
