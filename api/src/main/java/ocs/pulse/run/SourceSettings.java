package ocs.pulse.run;

import ocs.pulse.capture.CaptureSettings;
import ocs.pulse.settings.Catalog;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;
import ocs.pulse.settings.Settings;
import ocs.pulse.settings.WholeRows;
import ocs.pulse.source.Passwords;
import ocs.pulse.source.SourceAddress;
import ocs.pulse.source.SourceCheck;
import ocs.pulse.source.SourceNames;
import ocs.pulse.source.SourceTerms;

/** What the settings say of the database that is captured. A {@link ProgramProblem} where they say what cannot be. */
public record SourceSettings(Settings settings) {

    /** Where the database is, with its password. */
    public SourceAddress address() {
        String url = settings.get(Catalog.DATABASE_URL)
                .orElseThrow(() -> new ProgramProblem(
                        ExitCode.USAGE,
                        "Setting database-url is missing: give --database-url"
                                + " postgresql://USER:PASSWORD@HOST:PORT/DATABASE"));
        try {
            return Passwords.fill(
                    SourceAddress.parse(url),
                    settings.get(Catalog.DATABASE_PASSWORD),
                    settings.get(Catalog.DATABASE_PASSWORD_FILE));
        } catch (RuntimeException refused) {
            throw Failures.of(refused, ExitCode.USAGE);
        }
    }

    public SourceNames names() {
        try {
            return new SourceNames(settings.get(Catalog.PUBLICATION), settings.get(Catalog.SLOT));
        } catch (IllegalArgumentException refused) {
            throw Failures.of(refused, ExitCode.USAGE);
        }
    }

    public SourceTerms terms() {
        return new SourceTerms(settings.get(Catalog.HEARTBEAT), settings.get(Catalog.WHOLE_ROWS) == WholeRows.ACCEPT);
    }

    public SourceCheck check() {
        return new SourceCheck(address(), names(), terms());
    }

    /** What a command ends with where the database is not as it must be. */
    public static ProgramProblem problem(RuntimeException problem) {
        return Failures.of(problem, ExitCode.DATABASE);
    }

    /** All that capture needs to know. */
    public CaptureSettings capture(SourceAddress address, String kafka) {
        return CaptureSettings.of(address, kafka)
                .withNames(names())
                .withTerms(terms())
                .withRetention(settings.get(Catalog.RETENTION))
                .withHeartbeat(settings.get(Catalog.HEARTBEAT_INTERVAL))
                .withReplication(settings.get(Catalog.REPLICATION_FACTOR))
                .withResnapshot(settings.get(Catalog.RESNAPSHOT));
    }
}
