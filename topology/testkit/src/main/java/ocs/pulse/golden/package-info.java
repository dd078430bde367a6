/**
 * The golden cases: questions that Open Chat Studio's own code answered over a dataset, and that dataset as rows.
 *
 * <p>Comes in: {@code golden/<name>.sql.gz} (COPY blocks) and {@code golden/<name>.cases.json.gz} of the test resources. Goes
 * out: a {@link ocs.pulse.golden.GoldenDataset} with one view per team, and {@link ocs.pulse.golden.GoldenCase}s.
 */
@NullMarked
package ocs.pulse.golden;

import org.jspecify.annotations.NullMarked;
