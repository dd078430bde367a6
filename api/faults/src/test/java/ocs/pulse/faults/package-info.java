/** What happens to answers when parts of a cluster fail. Read {@link ocs.pulse.faults.FaultsIT} first. */
@NullMarked
package ocs.pulse.faults;

import org.jspecify.annotations.NullMarked;
