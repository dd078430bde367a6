@NullMarked
package ocs.pulse.auth;

import org.jspecify.annotations.NullMarked;
