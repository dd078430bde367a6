package ocs.pulse;

import org.apache.kafka.streams.state.HostInfo;

/**
 * An instance of the program.
 *
 * @param host where the other instances reach its HTTP
 * @param here whether it is this process
 */
public record Member(String host, int port, boolean here) {

    static Member of(HostInfo address, HostInfo own) {
        return new Member(address.host(), address.port(), address.equals(own));
    }

    public String address() {
        return host + ":" + port;
    }
}
