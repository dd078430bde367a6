package ocs.pulse.golden;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.tables.SourceTable;
import ocs.pulse.view.ColumnView;
import ocs.pulse.view.SharedTables;

/**
 * One dataset of the golden cases.
 *
 * @param rows every row of the file, in its order
 * @param placement whose each row is
 * @param views each team's view, by slug
 */
public record GoldenDataset(String name, List<Row> rows, Placement placement, Map<String, ColumnView> views) {
    public static final List<String> NAMES = List.of("small-a", "medium");

    /** Reads {@code small-a} or {@code medium}. */
    public static GoldenDataset load(String name) {
        List<Row> rows = new ArrayList<>();
        CopyBlocks.read("/golden/" + name + ".sql.gz", (relation, values) -> SourceTable.ofRelation(relation)
                .ifPresent(table -> rows.add(new CopiedRow(values).of(table))));
        Placement placement = Placement.of(rows);
        Map<String, ColumnView> views = new HashMap<>();
        for (Row.Team team : placement.shared().teams()) {
            views.put(team.slug(), viewOf(team.id(), placement));
        }
        return new GoldenDataset(name, List.copyOf(rows), placement, views);
    }

    /** A view of the team that got each of its rows once. */
    public static ColumnView viewOf(long teamId, Placement placement) {
        ColumnView view = new ColumnView(teamId, placement.shared());
        for (Placed placed : placement.team(teamId)) {
            view.apply(null, placed);
        }
        return view;
    }

    public SharedTables shared() {
        return placement.shared();
    }

    /** The view of the team that the slug names. */
    public ColumnView view(String slug) {
        ColumnView view = views.get(slug);
        if (view == null) {
            throw new IllegalArgumentException("No team " + slug + " in " + name);
        }
        return view;
    }
}
