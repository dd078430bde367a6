package ocs.pulse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckedStoreTest {
    private static final int ROWS = 5_000;
    private static final int ROW_BYTES = 200;

    @TempDir
    Path directory;

    private final AtomicLong now = new AtomicLong();
    private final Damages damages = new Damages(now::get);
    private CheckedStore store;

    @BeforeEach
    void fill() {
        open();
        Random random = new Random(1);
        for (int row = 0; row < ROWS; row++) {
            byte[] value = new byte[ROW_BYTES];
            random.nextBytes(value);
            store.put(key(row), value);
        }
        store.commit(Map.of(new TopicPartition("changelog", 0), 1L));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void open() {
        store = new CheckedStore("rows", "rocksdb", damages);
        store.init(context(), store);
    }

    private StateStoreContext context() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "pulse");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "not:1");
        return new MockProcessorContext<Void, Void>(properties, new TaskId(1, 0), directory.toFile())
                .getStateStoreContext();
    }

    private static Bytes key(int row) {
        return Bytes.wrap(ByteBuffer.allocate(4).putInt(row).array());
    }

    @Test
    void shouldReadEveryRowWhenNothingIsDamaged() {
        assertThat(scan()).isEqualTo(ROWS);
    }

    @Test
    void shouldNotTakeDamageForTheEndWhenItScans() throws IOException {
        damageAndOpen(".sst");
        assertThatThrownBy(this::scan).isInstanceOf(DamagedStore.class).hasMessageContaining(directory.toString());
        assertThatThrownBy(() -> store.put(key(0), new byte[1])).isInstanceOf(DamagedStore.class);
        assertThatThrownBy(() -> store.get(key(0))).isInstanceOf(DamagedStore.class);
    }

    @Test
    void shouldTellOfDamageWhenItReadsRows() throws IOException {
        damageAndOpen(".sst");
        assertThatThrownBy(() -> {
                    for (int row = 0; row < ROWS; row++) {
                        store.get(key(row));
                    }
                })
                .isInstanceOf(DamagedStore.class);
    }

    @Test
    void shouldBeginAnewWhenItCannotBeOpened() throws IOException {
        store.close();
        damage("MANIFEST-");
        assertThatThrownBy(this::open).isInstanceOf(TaskCorruptedException.class);
        open();
        assertThat(scan()).isZero();
        assertThat(store.committedOffset(new TopicPartition("changelog", 0))).isNull();
    }

    @Test
    void shouldGiveUpWhenItIsDamagedTooOftenWithinAnHour() throws IOException {
        store.close();
        for (int time = 0; time < Damages.MOST_RESTORES; time++) {
            damage("MANIFEST-");
            assertThatThrownBy(this::open).isInstanceOf(TaskCorruptedException.class);
            open();
            store.close();
        }
        damage("MANIFEST-");
        assertThatThrownBy(this::open).isInstanceOf(DamagedStore.class).hasMessageContaining("delete " + directory);
        now.addAndGet(TimeUnit.HOURS.toNanos(1) + 1);
        assertThatThrownBy(this::open).isInstanceOf(TaskCorruptedException.class);
        open();
    }

    private int scan() {
        int rows = 0;
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                all.next();
                rows++;
            }
        }
        return rows;
    }

    private void damageAndOpen(String file) throws IOException {
        store.close();
        damage(file);
        open();
    }

    /** One byte in the middle of the largest file with this in its name. */
    private void damage(String name) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            Path largest = files.filter(it -> it.getFileName().toString().contains(name))
                    .max(Comparator.comparingLong(it -> it.toFile().length()))
                    .orElseThrow();
            try (RandomAccessFile bytes = new RandomAccessFile(largest.toFile(), "rw")) {
                long middle = bytes.length() / 2;
                bytes.seek(middle);
                int was = bytes.read();
                bytes.seek(middle);
                bytes.write(was ^ 0xA5);
            }
        }
    }
}
