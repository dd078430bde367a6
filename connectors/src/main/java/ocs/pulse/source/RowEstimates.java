package ocs.pulse.source;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import ocs.pulse.tables.SourceTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * About how many rows tables have, from a sample of their pages: right for tables too that were never analysed, and
 * cheap for the largest. Empty where the server does not say within {@value #BOUND}.
 */
public final class RowEstimates {
    private static final Logger LOG = LoggerFactory.getLogger(RowEstimates.class);
    /** Of 8 KiB each; an estimate is then mostly within a twentieth. */
    private static final int SAMPLED_PAGES = 1_000;

    private static final String BOUND = "5s";

    private RowEstimates() {}

    /** By the tables' names without schema. */
    public static Map<String, OptionalLong> of(SourceAddress address, SourceLayout layout) {
        Map<String, OptionalLong> rows = new TreeMap<>();
        try (SourceConnection source = SourceConnection.open(address)) {
            source.one(
                    "SELECT set_config('statement_timeout', ?, false), set_config('lock_timeout', ?, false)",
                    row -> row.getString(1),
                    BOUND,
                    BOUND);
            for (SourceTable table : layout.columns().keySet()) {
                rows.put(table.relation(), of(source, table));
            }
        }
        return rows;
    }

    private static OptionalLong of(SourceConnection source, SourceTable table) {
        try {
            long pages = source.one(
                    "SELECT pg_relation_size(?::regclass) / current_setting('block_size')::int",
                    row -> row.getLong(1),
                    table.qualifiedName());
            double share = pages <= SAMPLED_PAGES ? 1 : (double) SAMPLED_PAGES / pages;
            long sampled = source.one(
                    "SELECT count(*) FROM " + table.qualifiedName() + " TABLESAMPLE SYSTEM (" + 100 * share + ")",
                    row -> row.getLong(1));
            return OptionalLong.of(Math.round(sampled / share));
        } catch (SourceProblem unknown) {
            LOG.warn("How many rows {} has is not known: {}", table.qualifiedName(), unknown.getMessage());
            return OptionalLong.empty();
        }
    }
}
