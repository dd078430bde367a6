package ocs.pulse.faults;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Brings the local cluster up and keeps it until a signal; the next start in the same directory goes on where it was:
 *
 * <pre>
 * java -cp api/target/pulse.jar:api/faults/target/pulse-faults.jar ocs.pulse.faults.ClusterCommand DIRECTORY [SERVERS]
 * </pre>
 */
public final class ClusterCommand {
    private static final int SERVERS = 2;
    private static final int LOOK_SECONDS = 2;

    private ClusterCommand() {}

    public static void main(String[] arguments) throws SQLException, InterruptedException {
        Path home = Path.of(arguments.length > 0 ? arguments[0] : "pulse-cluster");
        int servers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : SERVERS;
        LocalCluster cluster = new LocalCluster(home, servers);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ended.countDown();
            stop(cluster);
        }));
        cluster.start();
        for (int server = 0; server < servers; server++) {
            System.out.println("server " + (server + 1) + "  " + cluster.address(server));
        }
        System.out.println("postgres  " + cluster.postgres().uri("postgres") + "\nlogs      " + home + "/*.log");
        while (!ended.await(LOOK_SECONDS, TimeUnit.SECONDS)) {
            cluster.startEnded();
        }
    }

    private static void stop(LocalCluster cluster) {
        try {
            cluster.stop();
        } catch (InterruptedException hurried) {
            cluster.close();
        }
    }
}
