package ocs.pulse.source;

import java.util.List;
import java.util.Optional;

/**
 * What a look at the database found, in the order in which it is to be mended.
 *
 * @param layout which columns are there to be read
 */
public record SourceReport(List<Finding> findings, SourceLayout layout) {
    public SourceReport {
        findings = List.copyOf(findings);
    }

    /** The first reason not to start. */
    public Optional<Finding> stop() {
        return findings.stream().filter(Finding::stops).findFirst();
    }
}
