package ocs.pulse.source;

import static ocs.pulse.source.SourceProblem.Reason.HEARTBEAT_MISSING;
import static ocs.pulse.source.SourceProblem.Reason.PUBLICATION_MISSING;
import static ocs.pulse.source.SourceProblem.Reason.SLOT_LOST;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is looked at in the database before capture starts, and what is made there where it is missing and
 * the role may make it. Each thing is made whole or not at all, so a failed start leaves nothing behind that blocks the
 * next.
 */
public record SourceCheck(SourceAddress address, SourceNames names, SourceTerms terms) {

    /** Looks and changes nothing. What keeps from looking at all (no connection) is a finding too. */
    public SourceReport inspect() {
        try (SourceConnection source = SourceConnection.open(address)) {
            return inspect(source);
        } catch (SourceProblem problem) {
            return new SourceReport(List.of(problem.finding()), SourceLayout.complete());
        }
    }

    /** Makes the database ready and says what is read of it; a {@link SourceProblem} where that cannot be. */
    public SourceLayout prepare() {
        try (SourceConnection source = SourceConnection.open(address)) {
            SourceReport report = inspect(source);
            report.findings().stream()
                    // Whether a lost slot matters is for the start to say: it may be about to be made anew.
                    .filter(finding -> finding.stops() && finding.code() != SLOT_LOST)
                    .findFirst()
                    .ifPresent(finding -> {
                        throw SourceProblem.of(finding);
                    });
            SetupSql setup = setup(source, report.layout());
            for (Finding finding : report.findings()) {
                if (finding.code() == HEARTBEAT_MISSING) {
                    make(source, finding, HeartbeatTable.CREATE, SetupSql.text(setup.heartbeatStatements()));
                } else if (finding.code() == PUBLICATION_MISSING) {
                    make(source, finding, setup.createPublication(), setup.createPublication() + ";\n");
                }
            }
            return report.layout();
        }
    }

    /** The statements that make this database ready for a role. A {@link SourceProblem} if it cannot be used at all. */
    public SetupSql setup(String role) {
        try (SourceConnection source = SourceConnection.open(address)) {
            SourceReport tables = TableCheck.check(source);
            tables.stop().ifPresent(finding -> {
                throw SourceProblem.of(finding);
            });
            return new SetupSql(tables.layout(), names, role, terms, ServerFacts.of(source));
        }
    }

    private SetupSql setup(SourceConnection source, SourceLayout layout) {
        return new SetupSql(layout, names, address.user(), terms, ServerFacts.of(source));
    }

    private SourceReport inspect(SourceConnection source) {
        SourceReport tables = TableCheck.check(source);
        SetupSql setup = setup(source, tables.layout());
        List<Finding> findings = new ArrayList<>(ServerCheck.check(source, setup));
        findings.addAll(tables.findings());
        if (tables.stop().isEmpty()) {
            findings.addAll(TableCheck.select(source, setup));
        }
        slot(source, findings);
        HeartbeatCheck.check(source, setup).ifPresent(findings::add);
        if (tables.stop().isEmpty()) {
            findings.addAll(PublicationCheck.check(source, setup));
        }
        findings.addAll(ServerCheck.advice(source, Clock.systemUTC()));
        return new SourceReport(findings, tables.layout());
    }

    private void slot(SourceConnection source, List<Finding> findings) {
        Optional<SlotState> slot = SlotState.find(source, names.slot());
        if (slot.isEmpty()) {
            ServerCheck.freeSlot(source).ifPresent(findings::add);
        } else {
            findings.addAll(SlotCheck.check(names.slot(), address, slot.get()));
        }
        if (slot.isEmpty() || slot.get().activePid() == 0) {
            ServerCheck.freeSender(source).ifPresent(findings::add);
        }
    }

    private static void make(SourceConnection source, Finding finding, String statement, String sql) {
        try {
            source.runTogether(List.of(statement));
        } catch (SQLException failure) {
            String thing = finding.line().substring(0, finding.line().indexOf(';'));
            throw SourceProblem.of(
                    Finding.stop(
                            finding.code(),
                            thing + " and cannot be made (" + SourceConnection.oneLine(failure.getMessage())
                                    + "): let the owner of the tables run the SQL",
                            sql),
                    failure);
        }
    }
}
