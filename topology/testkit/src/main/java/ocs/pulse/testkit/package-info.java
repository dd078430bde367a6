/**
 * For tests of the stages: what happened in the source database goes in, answers come out.
 *
 * <p>Comes in: rows, made by {@link ocs.pulse.testkit.SourceRows}, in transactions as Postgres would have committed them.
 * Goes out: the JSON that the API gives, asked for by its own paths. Begin with {@link ocs.pulse.testkit.Pulse}; for one
 * envelope at a time there is {@link ocs.pulse.TwoStages}.
 */
@NullMarked
package ocs.pulse.testkit;

import org.jspecify.annotations.NullMarked;
