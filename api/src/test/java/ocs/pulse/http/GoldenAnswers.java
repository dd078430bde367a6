package ocs.pulse.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import ocs.pulse.TwoStages;
import ocs.pulse.change.Row;
import ocs.pulse.golden.GoldenDataset;
import ocs.pulse.team.Teams;

/** Real answers, from stages that took in a golden dataset and nothing since. */
final class GoldenAnswers implements TeamAnswers, AutoCloseable {
    /** Within the data's time. */
    static final Instant NOW = Instant.parse("2025-10-15T12:00:00Z");

    private static final long LSN = 0x16_B374_D848L;

    private final GoldenDataset dataset = GoldenDataset.load("small-a");
    private final TwoStages stages;

    GoldenAnswers() {
        try {
            stages = new TwoStages(Files.createTempDirectory("golden"));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        List<Row> rows = new ArrayList<>(dataset.rows());
        rows.sort(Comparator.comparing(Row::table));
        stages.snapshot(rows, 100);
    }

    @Override
    public OptionalLong find(String slug) {
        return stages.teams().find(slug).stream().mapToLong(Row.Team::id).findFirst();
    }

    @Override
    public Answered<SortedMap<String, String>> teams() {
        SortedMap<String, String> names = new TreeMap<>();
        dataset.shared().teams().forEach(team -> names.put(team.slug(), team.name()));
        return answered(names);
    }

    @Override
    public Answered<String> version(long team) {
        return answered("");
    }

    @Override
    public <A> Answered<A> ask(long team, Question<A> question) {
        Teams teams = stages.teams();
        if (question instanceof Question.OfView<A> ofView) {
            return answered(teams.ask(team, ofView.answer()).value());
        }
        Question.OfFigures<A> ofFigures = (Question.OfFigures<A>) question;
        return answered(teams.read(team, figures -> ofFigures.answer().read(team, figures))
                .value());
    }

    private static <A> Answered<A> answered(A answer) {
        return new Answered<>(answer, LSN, NOW, NOW, Set.of(), "golden");
    }

    @Override
    public boolean await(long team, long lsn, Duration limit) {
        return Long.compareUnsigned(lsn, LSN) <= 0;
    }

    @Override
    public void listen(long team, Runnable listener) {
        // Nothing ever changes.
    }

    @Override
    public void unlisten(long team, Runnable listener) {
        // Nothing ever changes.
    }

    @Override
    public void close() {
        stages.close();
    }
}
