package ocs.pulse.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import ocs.pulse.capture.RepairRequest;
import ocs.pulse.embedded.EmbeddedKafka;
import ocs.pulse.ledger.RepairReport;
import ocs.pulse.repair.RepairDesk;
import ocs.pulse.settings.Catalog;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;
import ocs.pulse.settings.Role;
import ocs.pulse.settings.Settings;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code pulse repair}: reads rows of one table again from the source, and removes what is no longer there. */
final class RepairCommand implements Command {
    private static final String WHERE = "--where";
    /** Capture takes a request up with the next change, which is the next heartbeat at the latest. */
    private static final Duration UNTIL_STARTED = Duration.ofSeconds(60);

    private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(10);

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpecs.withSettings(
                this,
                Role.REPAIR,
                "Reads rows of a table again while everything runs, and removes those that are gone.");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("TABLE")
                .index("0")
                .arity("1")
                .type(String.class)
                .description("The table's name in Postgres: " + tables() + ".")
                .build());
        spec.addOption(OptionSpec.builder(WHERE)
                .type(String.class)
                .paramLabel("CONDITION")
                .description(
                        "Which rows: bounds of the id (id = 7, id between 7 and 9, id >= 7 and id < 10), of which those",
                        "that are gone are removed; or any other SQL condition, which removes nothing. Default: all.")
                .build());
        return spec;
    }

    @Override
    public int run(ParseResult parsed, Console console) throws InterruptedException {
        Settings settings = CommandSpecs.settings(Role.REPAIR, parsed, console);
        RepairRequest request = request(table(parsed), parsed.matchedOptionValue(WHERE, null));
        String kafka = kafka(settings);
        try (RepairDesk desk = RepairDesk.open(kafka)) {
            desk.ask(request);
            console.out().println("Asked to read " + rows(request) + " again");
            desk.await(request.id(), UNTIL_STARTED).ifPresentOrElse(report -> refuse(report, request), () -> {
                throw new ProgramProblem(
                        ExitCode.REPAIR,
                        "Capture has not taken the repair up in " + UNTIL_STARTED.toSeconds()
                                + " s: is it running, and is another repair before this one? It is done when its turn comes");
            });
            return end(desk, request, console);
        }
    }

    private static int end(RepairDesk desk, RepairRequest request, Console console) {
        while (true) {
            Optional<RepairReport> report = desk.await(request.id(), BETWEEN_SIGNS);
            if (report.isEmpty() || report.get().state() == RepairReport.State.STARTED) {
                console.out().println("Reading " + request.table() + " ...");
                continue;
            }
            refuse(report.get(), request);
            console.out()
                    .println(request.table() + ": " + report.get().read() + " rows read, "
                            + report.get().mended() + " mended, " + report.get().removed() + " removed");
            return ExitCode.OK.status();
        }
    }

    private static void refuse(RepairReport report, RepairRequest request) {
        if (report.state() == RepairReport.State.REFUSED) {
            throw new ProgramProblem(
                    ExitCode.REPAIR, "Repair of " + request.table() + " is not possible: " + report.reason());
        }
    }

    private static RepairRequest request(SourceTable table, @Nullable String condition) {
        String id = UUID.randomUUID().toString();
        RepairRequest request =
                condition == null ? RepairRequest.whole(id, table) : RepairRequest.where(id, table, condition);
        if (request.first() > request.last()) {
            throw new ProgramProblem(ExitCode.USAGE, "No id can meet '" + condition + "'");
        }
        return request;
    }

    private static String rows(RepairRequest request) {
        if (request.condition() != null) {
            return "the rows of " + request.table() + " where " + request.condition() + " (none will be removed)";
        }
        if (request.first() == Long.MIN_VALUE && request.last() == Long.MAX_VALUE) {
            return "all rows of " + request.table();
        }
        return "the rows of " + request.table() + " with ids"
                + (request.first() == Long.MIN_VALUE ? "" : " from " + request.first())
                + (request.last() == Long.MAX_VALUE ? "" : " to " + request.last());
    }

    private static SourceTable table(ParseResult parsed) {
        String name = parsed.matchedPositionalValue(0, "");
        return SourceTable.ofRelation(name.replaceFirst("^" + SourceTable.SCHEMA + "\\.", ""))
                .orElseThrow(() -> new ProgramProblem(
                        ExitCode.USAGE, "No table '" + name + "' is captured; those that are: " + tables()));
    }

    private static String tables() {
        return Arrays.stream(SourceTable.values()).map(SourceTable::relation).collect(Collectors.joining(", "));
    }

    private static String kafka(Settings settings) {
        Path home = settings.get(Catalog.DATA_DIR);
        return settings.get(Catalog.KAFKA)
                .or(() -> EmbeddedKafka.addressIn(home.resolve("kafka")))
                .orElseThrow(() -> new ProgramProblem(
                        ExitCode.USAGE,
                        "No pulse runs with a Kafka of its own in " + home
                                + ": give --data-dir as it was started with, or --kafka HOST:PORT of the cluster"));
    }
}
