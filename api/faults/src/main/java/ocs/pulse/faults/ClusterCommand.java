package ocs.pulse.faults;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Brings the local cluster up and keeps it until a signal:
 *
 * <pre>
 * java -cp api/target/pulse.jar:api/faults/target/pulse-faults.jar ocs.pulse.faults.ClusterCommand DIRECTORY
 * </pre>
 */
public final class ClusterCommand {
    private static final int SERVERS = 2;
    private static final int LOOK_SECONDS = 2;

    private ClusterCommand() {}

    public static void main(String[] arguments) throws SQLException, InterruptedException {
        Path home = Path.of(arguments.length > 0 ? arguments[0] : "pulse-cluster");
        LocalCluster cluster = new LocalCluster(home, SERVERS);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ended.countDown();
            cluster.close();
        }));
        cluster.start();
        for (int server = 0; server < SERVERS; server++) {
            System.out.println("server " + (server + 1) + "  " + cluster.address(server));
        }
        System.out.println("postgres  " + cluster.postgres().uri("postgres") + "\nlogs      " + home + "/*.log");
        while (!ended.await(LOOK_SECONDS, TimeUnit.SECONDS)) {
            cluster.startEnded();
        }
    }
}
