/**
 * What is read of Open Chat Studio: eleven tables, and of each the columns that some number needs.
 *
 * <p>Comes in: nothing. Goes out: the lists that the publication, the snapshot, the checks and the row decoder
 * share. Read {@link ocs.pulse.tables.SourceTable}.
 */
@NullMarked
package ocs.pulse.tables;

import org.jspecify.annotations.NullMarked;
