package ocs.pulse.capture;

import java.util.concurrent.Future;
import ocs.pulse.source.TableReader;
import ocs.pulse.tables.SourceTable;

/** Where rows are read again, beside the stream of changes. */
interface Chunks extends AutoCloseable {

    /**
     * Begins to read the next rows from this id on. Fails with an {@link java.sql.SQLException} that will not pass.
     *
     * @param first whether these are the request's first rows
     */
    Future<TableReader.Chunk> read(SourceTable table, long from, RepairRequest request, boolean first);

    /** Nothing is being read, and nothing will be for a while. */
    void release();

    @Override
    void close();
}
