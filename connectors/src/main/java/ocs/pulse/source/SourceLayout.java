package ocs.pulse.source;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import ocs.pulse.tables.SourceColumn;
import ocs.pulse.tables.SourceTable;

/**
 * Which columns of each table are read in one database: all of {@link SourceTable} but the optional ones it lacks. The
 * publication, the snapshot and the grants all use this one list.
 */
public record SourceLayout(Map<SourceTable, List<SourceColumn>> columns) {
    public SourceLayout {
        columns = Collections.unmodifiableMap(new EnumMap<>(columns));
    }

    /** Every column, optional ones included. */
    public static SourceLayout complete() {
        Map<SourceTable, List<SourceColumn>> all = new EnumMap<>(SourceTable.class);
        for (SourceTable table : SourceTable.values()) {
            all.put(table, table.columns());
        }
        return new SourceLayout(all);
    }

    /** The names of a table's columns, in our order. */
    public List<String> names(SourceTable table) {
        return columns.getOrDefault(table, List.of()).stream()
                .map(SourceColumn::name)
                .collect(Collectors.toUnmodifiableList());
    }
}
