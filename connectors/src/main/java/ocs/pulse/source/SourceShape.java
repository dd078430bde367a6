package ocs.pulse.source;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import ocs.pulse.tables.SourceTable;

/**
 * Tells whether somebody changed what is streamed, back and forth included: a publication that lacked a table for a
 * while has lost that table's changes, and a column that was dropped and made anew got its values without any change
 * being streamed. Columns that are not read, and tables that are not, do not matter.
 *
 * @param publication other after every ALTER or re-creation of the publication
 * @param tables other after every change of a column that is read, of a replica identity, or of a table itself
 */
public record SourceShape(String publication, String tables) {

    static SourceShape of(SourceConnection source, SourceNames names, SourceLayout layout) {
        List<String> publication = source.list("""
                SELECT md5(concat_ws(':', p.oid, p.xmin, string_agg(r.oid || '.' || r.xmin, ',' ORDER BY r.oid)))
                FROM pg_publication p LEFT JOIN pg_publication_rel r ON r.prpubid = p.oid
                WHERE p.pubname = ? GROUP BY p.oid, p.xmin""", row -> row.getString(1), names.publication());
        return new SourceShape(publication.isEmpty() ? "" : publication.get(0), tables(source, layout));
    }

    private static String tables(SourceConnection source, SourceLayout layout) {
        String columns = layout.columns().keySet().stream()
                .flatMap(table -> layout.names(table).stream().map(column -> table.relation() + "." + column))
                .collect(Collectors.joining(","));
        return source.one("""
                SELECT md5(coalesce(string_agg(concat_ws(':', c.oid, c.relreplident, c.relpersistence, a.attname, a.attnum,
                  a.atttypid), ',' ORDER BY c.oid, a.attnum), ''))
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                WHERE n.nspname = ? AND c.relname || '.' || a.attname = ANY (string_to_array(?, ','))""", row -> row.getString(1), SourceTable.SCHEMA, columns);
    }

    /** What somebody changed since {@code before}; empty where nothing that matters. */
    public Optional<Finding> changedSince(SourceShape before) {
        if (!publication.equals(before.publication())) {
            return Optional.of(changed("The publication was altered or made anew"));
        }
        return tables.equals(before.tables())
                ? Optional.empty()
                : Optional.of(
                        changed("A table that is captured was made anew, or a column that is read was dropped, renamed,"
                                + " retyped or made anew,"));
    }

    private static Finding changed(String what) {
        return Finding.stop(
                SourceProblem.Reason.SOURCE_CHANGED,
                what + " since capture last ran, so changes may be missing: start once with --resnapshot to take a new"
                        + " snapshot");
    }
}
