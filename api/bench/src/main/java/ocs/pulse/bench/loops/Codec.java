package ocs.pulse.bench.loops;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import ocs.pulse.change.Envelopes;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.change.Rows;
import ocs.pulse.change.SourceEvent;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.change.TeamRecords;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the bytes of one row cost on their way: Debezium's envelope, the record between the stages, the stored value. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class Codec {
    private static final int RECORDS = 1 << 10;
    private static final long TIME = 1_761_000_000_000_000L;

    private final byte[][] keys = new byte[RECORDS][];
    private final byte[][] envelopes = new byte[RECORDS][];
    private final TeamRecord[] records = new TeamRecord[RECORDS];
    private final byte[][] encoded = new byte[RECORDS][];
    private final Row[] rows = new Row[RECORDS];
    private final byte[][] values = new byte[RECORDS][];
    private int next;

    @Setup
    public void make() {
        Random random = new Random(1);
        for (int i = 0; i < RECORDS; i++) {
            long id = 1_000_000 + i;
            long chat = 1 + random.nextInt(100_000);
            String type = random.nextBoolean() ? "human" : "ai";
            Row.Message row = new Row.Message(id, chat, type, TIME + i);
            keys[i] = bytes("{\"id\":" + id + ",\"__table\":\"public.chat_chatmessage\"}");
            envelopes[i] = bytes("{\"before\":null,\"after\":{\"id\":" + id
                    + ",\"created_at\":\"2025-10-20T22:40:00.123456Z\",\"message_type\":\"" + type + "\",\"chat_id\":"
                    + chat
                    + "},\"source\":{\"version\":\"3\",\"connector\":\"postgresql\",\"name\":\"ocs\",\"ts_ms\":1761000000123,"
                    + "\"snapshot\":\"false\",\"db\":\"ocs\",\"sequence\":\"[\\\"4711\\\",\\\"4712\\\"]\",\"schema\":\"public\","
                    + "\"table\":\"chat_chatmessage\",\"txId\":" + (900 + i) + ",\"lsn\":" + (4_711_000L + i)
                    + ",\"xmin\":null},\"transaction\":{\"id\":\"" + (900 + i) + ":" + (4_711_000L + i)
                    + "\",\"total_order\":1,\"data_collection_order\":1},\"op\":\"c\",\"ts_ms\":1761000000456}");
            records[i] =
                    new TeamRecord.Changed(1L, null, Placed.in(chat, row), 900 + i, 4_711_000L + i, 1_761_000_000_123L);
            encoded[i] = TeamRecords.encode(records[i]);
            rows[i] = row;
            values[i] = Rows.toProto(row).toByteArray();
        }
        if (!(Envelopes.decode(keys[0], envelopes[0]) instanceof SourceEvent.RowChanged)) {
            throw new IllegalStateException("The envelope is not read: " + Envelopes.decode(keys[0], envelopes[0]));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private int next() {
        next = (next + 1) & (RECORDS - 1);
        return next;
    }

    @Benchmark
    public SourceEvent decodeEnvelope() {
        int at = next();
        return Envelopes.decode(keys[at], envelopes[at]);
    }

    @Benchmark
    public byte[] encodeRecord() {
        return TeamRecords.encode(records[next()]);
    }

    @Benchmark
    public TeamRecord decodeRecord() {
        return TeamRecords.decode(encoded[next()]);
    }

    @Benchmark
    public byte[] encodeValue() {
        return Rows.toProto(rows[next()]).toByteArray();
    }

    @Benchmark
    public Row decodeValue() {
        return Rows.parse(values[next()]);
    }
}
