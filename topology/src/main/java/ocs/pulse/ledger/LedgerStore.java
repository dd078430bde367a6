package ocs.pulse.ledger;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/** The one store that all of the ledger lives in. */
interface LedgerStore {

    byte @Nullable [] get(Bytes key);

    void put(Bytes key, byte[] value);

    void delete(Bytes key);

    /** The first {@code limit} entries with keys from {@code first} to {@code last}, both included, in order. */
    List<KeyValue<Bytes, byte[]>> range(Bytes first, Bytes last, int limit);
}
