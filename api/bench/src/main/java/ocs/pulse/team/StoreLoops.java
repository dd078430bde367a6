package ocs.pulse.team;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ocs.pulse.change.Row;
import ocs.pulse.change.Rows;
import ocs.pulse.proto.MessageBlockProto;
import ocs.pulse.proto.RowProto;
import ocs.pulse.proto.StoredMessageProto;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What the teams' store costs: a key, and the rows of a block of 12 messages, half of them tagged, of which views are built. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class StoreLoops {
    private static final int MESSAGES = 12;

    private final KeyValue<Bytes, byte[]> block = KeyValue.pair(TeamKeys.messages(1, 7, 1_000), block());
    private long chat;

    private static byte[] block() {
        List<StoredMessageProto> messages = new ArrayList<>();
        for (long id = 1_000; id < 1_000 + MESSAGES; id++) {
            StoredMessageProto.Builder message = StoredMessageProto.newBuilder()
                    .setId(id)
                    .setType(id % 2 == 0 ? "human" : "ai")
                    .setCreatedAt(1_761_000_000_000_000L + id);
            if (id % 2 == 1) {
                RowProto tagging = Rows.toProto(new Row.Tagging(5_000 + id, 1, 31, 9, id));
                message.addTaggings(tagging);
            }
            messages.add(message.build());
        }
        return MessageBlockProto.newBuilder().addAllMessages(messages).build().toByteArray();
    }

    @Benchmark
    public Bytes encodeKey() {
        chat++;
        return TeamKeys.messages(1, chat, 1_000);
    }

    @Benchmark
    public void readBlock(Blackhole hole) {
        StoredRows.forEach(block, hole::consume);
    }
}
