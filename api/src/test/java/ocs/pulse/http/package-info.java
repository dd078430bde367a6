@NullMarked
package ocs.pulse.http;

import org.jspecify.annotations.NullMarked;
