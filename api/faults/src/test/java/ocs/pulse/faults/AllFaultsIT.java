package ocs.pulse.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import ocs.pulse.cli.Commands;
import ocs.pulse.ledger.LedgerTopology;
import ocs.pulse.run.Ending;
import ocs.pulse.settings.ExitCode;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The faults that take long; {@link FaultsIT} has the others.
 *
 * <pre>
 * mvn verify -pl api/faults -am -Dtest.excluded=none -Dtest=none -Dit.test='FaultsIT,AllFaultsIT' -Dfaults.seed=7 \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * </pre>
 */
@Tag("soak")
final class AllFaultsIT extends Faults {
    /** How long Kafka cannot be reached, {@code -Dfaults.outage}. */
    private static final int OUTAGE_SECONDS = Integer.getInteger("faults.outage", 3 * MINUTE);

    /** Of the huge transaction, {@code -Dfaults.rows}. */
    private static final int ROWS = Integer.getInteger("faults.rows", 200_000);

    /** How often a server leaves and joins, {@code -Dfaults.rounds}. */
    private static final int ROUNDS = Integer.getInteger("faults.rounds", 5);

    /** A closer look than after the short faults. */
    @Override
    void lookCloser() throws Exception {
        trial().verify(random.nextInt(2), seed);
    }

    @Test
    void shouldStayRightWhenAserverIsKilled() {
        int server = random.nextInt(2);
        cluster().servers().get(server).kill();
        trial().awaitTakenOver(1 - server);
    }

    @Test
    void shouldStayRightWhenAbrokerIsKilled() {
        cluster().brokers().get(random.nextInt(3)).kill();
    }

    @Test
    void shouldStayRightWhenCaptureIsKilled() {
        cluster().capture().kill();
    }

    @Test
    void shouldStayRightWhenPostgresIsKilled() {
        cluster().killPostgres();
        cluster().restartPostgres();
    }

    @Test
    void shouldStayRightWhenPartsAreKilledAtRandomMoments() throws Exception {
        for (int kill = 0; kill < 20; kill++) {
            List<Child> parts = cluster().everything();
            Child part = parts.get(random.nextInt(parts.size()));
            part.kill();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(8_000));
            part.start();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(8_000));
        }
    }

    @Test
    void shouldStayRightWhenEachPartIsFrozenForAminute() throws Exception {
        for (Child part : cluster().everything()) {
            part.freeze();
            TimeUnit.SECONDS.sleep(MINUTE);
            part.thaw();
            trial().settle();
        }
    }

    @Test
    void shouldStayRightWhenKafkaIsUnreachableForMinutes() throws Exception {
        List<Proxy> all = Stream.of(
                        cluster().kafkaOfCapture(),
                        cluster().kafkaOfServer(0),
                        cluster().kafkaOfServer(1))
                .flatMap(List::stream)
                .toList();
        all.forEach(Proxy::cut);
        TimeUnit.SECONDS.sleep(OUTAGE_SECONDS);
        all.forEach(Proxy::mend);
    }

    @Test
    void shouldStayRightWhenTheNetworkIsSlow() throws Exception {
        List<Proxy> all = Stream.of(
                        cluster().kafkaOfCapture(),
                        cluster().kafkaOfServer(0),
                        List.of(cluster().peers(0), cluster().postgresProxy()))
                .flatMap(List::stream)
                .toList();
        all.forEach(proxy -> proxy.slow(20));
        TimeUnit.SECONDS.sleep(MINUTE);
        all.forEach(Proxy::mend);
    }

    @Test
    void shouldStayRightWhenServersCannotReachEachOther() throws Exception {
        cluster().peers(0).cut();
        cluster().peers(1).cut();
        TimeUnit.SECONDS.sleep(MINUTE / 2);
        cluster().peers(0).mend();
        cluster().peers(1).mend();
    }

    @Test
    void shouldStayRightWhenCaptureCannotReachPostgres() throws Exception {
        cluster().postgresProxy().cut();
        TimeUnit.SECONDS.sleep(MINUTE / 2);
        cluster().postgresProxy().mend();
    }

    @Test
    void shouldStayRightWhenAserverJoinsAndLeavesUnderLoad() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            cluster().servers().get(1).stop();
            TimeUnit.SECONDS.sleep(random.nextInt(20));
            cluster().servers().get(1).start();
            TimeUnit.SECONDS.sleep(random.nextInt(40));
        }
    }

    @Test
    void shouldStayRightWhenAstateDirectoryIsLost() throws Exception {
        cluster().servers().get(0).stop();
        cluster().loseState(0);
    }

    /** It deletes what is damaged and restores it, and goes on. */
    @Test
    void shouldStayRightWhenAstoresFilesAreDamaged() throws Exception {
        Child server = cluster().servers().get(0);
        server.stop();
        try (Stream<Path> files = Files.walk(cluster().state(0))) {
            for (Path file : files.filter(it -> it.toString().endsWith(".sst")).toList()) {
                damage(file);
            }
        }
        server.start();
        trial().awaitSaid(server, "is damaged; it is deleted and restored");
        trial().awaitAnswered(0);
        assertThat(server.isAlive()).isTrue();
    }

    private void damage(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long at = random.nextInt((int) Math.min(bytes.length(), Integer.MAX_VALUE));
            bytes.seek(at);
            int was = bytes.read();
            bytes.seek(at);
            bytes.write(was ^ 0xA5);
        }
    }

    /** Read from its start again, the log would be taken in twice. */
    @Test
    void shouldStopAndComeBackFromAresetWhenConsumerOffsetsAreLost() throws Exception {
        for (Child server : cluster().servers()) {
            server.stop();
        }
        try (Positions positions = new Positions(cluster().kafka())) {
            positions.forget();
        }
        Child server = cluster().servers().get(0);
        server.start();
        assertThat(server.exitWithin(2 * MINUTE)).isEqualTo(ExitCode.STREAMS.status());
        trial().awaitSaid(server, "Kafka has forgotten how far the stages are");
        shouldComeBackFromAreset();
    }

    /** As somebody else's producer might leave it in the topic; what it may have said is missing, and told of. */
    @Test
    void shouldGoOnWhenAnEnvelopeCannotBeRead() throws Exception {
        byte[] key = "{\"id\":1,\"__table\":\"public.trace_trace\"}".getBytes(StandardCharsets.UTF_8);
        byte[] value = "{\"op\":".getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> stranger = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster().kafka()), new ByteArraySerializer(), new ByteArraySerializer())) {
            stranger.send(new ProducerRecord<>(LedgerTopology.CHANGES, key, value))
                    .get();
        }
        trial().awaitMetric("pulse_ledger_dead_letters", 1);
    }

    /** Servers keep their directories, and find out that they were filled from topics that are gone. */
    @Test
    void shouldComeBackFromAreset() throws Exception {
        for (Child server : cluster().servers()) {
            server.stop();
        }
        cluster().capture().stop();
        assertThat(pulse("reset", "--kafka", cluster().kafka(), "--yes")).isZero();
        cluster().capture().start("--resnapshot");
    }

    private static int pulse(String... arguments) {
        InputStream nobody = InputStream.nullInputStream();
        return new Commands(nobody, System.out, System.err, Map.of(), new Ending()).run(arguments);
    }

    @Test
    void shouldRefuseAsecondCaptureOfTheSlot() throws Exception {
        try (Child second = cluster().anotherCapture("capture-2")) {
            second.start();
            // The slot has its one reader.
            assertThat(second.exitWithin(2 * MINUTE)).isEqualTo(ExitCode.DATABASE.status());
        }
        assertThat(cluster().capture().isAlive()).isTrue();
    }

    @Test
    void shouldStayRightWhenAtransactionIsHuge() throws Exception {
        trial().write(
                        "insert into chat_chatmessage (created_at, updated_at, chat_id, message_type, content, translations,"
                                + " metadata) select now(), now(), (select max(id) from chat_chat), 'human', '', '{}', '{}'"
                                + " from generate_series(1, " + ROWS + ")");
    }

    @Test
    void shouldStayRightWhenTablesAreTruncated() throws Exception {
        trial().write("truncate annotations_customtaggeditem, trace_trace");
    }

    @Test
    void shouldStayRightWithTimesAndTextsAtTheEdge() throws Exception {
        trial().write(
                        "update chat_chatmessage set created_at = edge.at::timestamptz from (select row_number() over () n, at"
                                + " from unnest(array['infinity', '-infinity', '0001-01-01 00:00:00+00', '9999-12-31 23:59:59.999999+00',"
                                + " '4713-01-01 00:00:00+00 BC', '294276-12-31 23:59:59.999999+00']) at) edge"
                                + " where id = (select id from chat_chatmessage order by id offset edge.n limit 1)");
        trial().write(
                        "update experiments_experimentsession set ended_at = 'infinity', created_at = '0001-01-01 00:00:00+00'"
                                + " where id = (select max(id) from experiments_experimentsession)");
        // A right-to-left mark, a control, escapes as JSON has them for NUL and a lone surrogate, beyond the plane.
        trial().write("update experiments_participant set name = U&'\\202E\\0001 \\\\u0000 \\\\ud800 \\+01F600\\FFFF',"
                + " identifier = U&'\\\\u0000\\200F' || id");
        trial().write("update experiments_experiment set description = repeat(U&'\\202E\\0001x', 350000)"
                + " where id = (select min(id) from experiments_experiment)");
        trial().write("update annotations_tag set name = U&'\\\\ud800\\0009\\2028' || id where id in"
                + " (select id from annotations_tag order by id limit 5)");
    }
}
