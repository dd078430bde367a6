package ocs.pulse.ledger;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import ocs.pulse.change.Row;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/** What the rows of a {@link SourceModel} look like, and what holds between them. */
interface SourceRows {

    /** The rows that a database begins with. */
    List<Row> first(Random random);

    /** Some row that is there or could be. */
    RowId any(Random random);

    /** Some row of the table that is there or could be. */
    RowId of(Random random, SourceTable table);

    /** What the row may look like, beside those that are there. */
    Row row(Random random, RowId id, Function<RowId, @Nullable Row> there);

    /** What has to be there when a transaction ends. */
    List<RowId> needs(Row row);

    /** The row without its optional references to what is missing; null where all of them are needed. */
    @Nullable
    Row without(Row row, Predicate<RowId> missing);

    /** Whether a unique column keeps the two from being there together; never of a row and itself. */
    boolean clash(Row one, Row other);

    /** The table and all whose foreign keys name it. */
    List<SourceTable> truncatedWith(SourceTable table);

    /** Whether no foreign key names the table. */
    boolean isLeaf(SourceTable table);

    /** Columns of texts that are the same in both and could be too long to be sent again. */
    List<String> unchangedTexts(Row before, Row after);
}
