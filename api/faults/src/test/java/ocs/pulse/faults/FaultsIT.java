package ocs.pulse.faults;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A fair selection of faults; the others are in {@link AllFaultsIT} and {@link NamedPointsIT}. */
@Tag("soak")
final class FaultsIT extends Faults {
    @Test
    void shouldStayRightWhenPostgresCaptureAndAbrokerAreKilled() {
        cluster().killPostgres();
        cluster().capture().kill();
        cluster().brokers().get(random.nextInt(3)).kill();
        cluster().restartPostgres();
    }

    @Test
    void shouldStayRightWhenAserverIsFrozenAndThawed() {
        int server = random.nextInt(2);
        cluster().servers().get(server).freeze();
        trial().awaitTakenOver(1 - server);
        cluster().servers().get(server).thaw();
        trial().awaitAnswered(server);
    }

    @Test
    void shouldStayRightWhenAserverIsCutFromKafka() {
        int server = random.nextInt(2);
        cluster().kafkaOfServer(server).forEach(Proxy::cut);
        trial().awaitTakenOver(1 - server);
        cluster().kafkaOfServer(server).forEach(Proxy::mend);
    }

    @Test
    void shouldStayRightWhenEverythingIsKilled() {
        cluster().everything().forEach(Child::kill);
    }
}
