package ocs.pulse.http.transport;

import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;

/**
 * The socket and its bounds.
 *
 * @param port 0 for any that is free
 * @param tls the certificate to serve with; without, plain HTTP
 * @param patience how long a client may take to send a request whole
 */
public record Transport(String host, int port, Optional<PemFiles> tls, Duration patience) {
    /** Of the request line with all headers; more is a 414 or 431. */
    public static final int MOST_HEADER_BYTES = 16 * 1024;

    /** Of a body; more is a 413. Only a session begins with one. */
    public static final int MOST_BODY_BYTES = 16 * 1024;

    /** Open connections; further ones wait to be accepted. */
    private static final int MOST_CONNECTIONS = 8_192;

    private static final Duration IDLE = Duration.ofSeconds(30);

    public static Transport plain(String host, int port) {
        return new Transport(host, port, Optional.empty(), Duration.ofSeconds(10));
    }

    /** The connector of a server, with what watches over it. */
    public Connector connector(Server server, HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MOST_HEADER_BYTES);
        http.setUriCompliance(UriCompliance.DEFAULT);
        server.setErrorHandler(new ProblemErrors());
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        ServerConnector connector = new ServerConnector(
                server, tls.map(pem -> secured(http, plain, pem)).orElseGet(() -> {
                    return new ConnectionFactory[] {plain};
                }));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        connector.addBean(new SlowClients(patience, connector.getScheduler()));
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        return connector;
    }

    private static ConnectionFactory[] secured(HttpConfiguration http, HttpConnectionFactory plain, PemFiles pem) {
        http.addCustomizer(new SecureRequestCustomizer(false));
        return new ConnectionFactory[] {new SslConnectionFactory(pem.contextFactory(), plain.getProtocol()), plain};
    }
}
