package ocs.pulse.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback address, the only one that the embedded servers listen on. */
final class LoopbackPort {

    static final String HOST = "127.0.0.1";

    /** Stands for any free port, where a port is asked for. */
    static final int ANY = 0;

    private LoopbackPort() {}

    /** A port that was free a moment ago; {@link #ANY} finds one, any other is checked. */
    static int free(int asked, String server) {
        try (ServerSocket socket = new ServerSocket()) {
            // As the servers themselves do: a port whose last connections linger is free.
            socket.setReuseAddress(asked != ANY);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), asked));
            return socket.getLocalPort();
        } catch (IOException taken) {
            throw new CannotStart(
                    "Port " + asked + " for " + server + " is taken: choose another or stop what listens there", taken);
        }
    }
}
