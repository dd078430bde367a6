package ocs.pulse.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code kill -9} where it hurts most: each point is waited for, and it is looked at whether it was hit. */
@Tag("soak")
final class NamedPointsIT extends Faults {
    /** Of one statement; capture and the ledger take seconds for so many. */
    private static final int ROWS = 15_000;

    private static final int SOME = 1_500;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(5);

    private Positions positions;

    @BeforeAll
    void look() {
        positions = new Positions(cluster().kafka());
    }

    @AfterAll
    void lookAway() {
        if (positions != null) {
            positions.close();
        }
    }

    @Test
    void shouldStayRightWhenCaptureIsKilledBetweenTwoRowsOfOneStatement() {
        long before = writeMany();
        Positions.await(positions::written, before + SOME);
        cluster().capture().kill();
        assertThat(positions.written()).isLessThan(before + ROWS);
    }

    @Test
    void shouldStayRightWhenTheLeaderOfTheChangesIsKilledInsideAtransaction() {
        long before = writeMany();
        Positions.await(positions::written, before + SOME);
        cluster().brokers().get(positions.leader()).kill();
    }

    @Test
    void shouldStayRightWhenServersAreKilledBetweenStoreWriteAndCommit() {
        long before = writeMany();
        Positions.await(positions::applied, before + SOME);
        cluster().servers().forEach(Child::kill);
        assertThat(positions.applied()).isLessThan(before + ROWS);
    }

    @Test
    void shouldStayRightWhenCaptureAndAserverAreKilledInTheSnapshot() throws Exception {
        Positions.await(positions::written, writeMany() + ROWS);
        cluster().capture().stop();
        long before = positions.written();
        cluster().capture().start("--resnapshot");
        Positions.await(positions::written, before + SOME);
        cluster().capture().kill();
        cluster().servers().get(random.nextInt(2)).kill();
        assertThat(positions.written()).isLessThan(before + ROWS);
    }

    @Test
    void shouldStayRightWhenServersAreKilledWhileStoresAreRestored() throws Exception {
        List<Child> servers = cluster().servers();
        for (int server = 0; server < servers.size(); server++) {
            servers.get(server).stop();
            cluster().loseState(server);
        }
        servers.forEach(server -> server.start());
        awaitMetric("pulse_restore_left");
        servers.forEach(Child::kill);
    }

    @Test
    void shouldStayRightWhenServersAreKilledWhileViewsAreBuilt() {
        List<Child> servers = cluster().servers();
        servers.forEach(Child::kill);
        servers.forEach(server -> server.start());
        // Whoever reads has been waiting: the first questions come at once.
        awaitMetric("pulse_partitions");
        servers.forEach(Child::kill);
    }

    /** @return what had been written before */
    private long writeMany() {
        long before = positions.written();
        trial().write(
                        "insert into chat_chatmessage (created_at, updated_at, chat_id, message_type, content, translations,"
                                + " metadata) select now(), now(), (select max(id) from chat_chat), 'human', '', '{}', '{}'"
                                + " from generate_series(1, " + ROWS + ")");
        return before;
    }

    /** Until it is above zero at any server. */
    private void awaitMetric(String name) {
        await(name)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .until(() -> trial().metric(0, name) > 0 || trial().metric(1, name) > 0);
    }
}
