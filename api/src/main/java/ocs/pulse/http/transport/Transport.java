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
import org.eclipse.jetty.util.thread.ThreadPool;

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

    /** Of what is on its way to one client, in the kernel; its own bound is megabytes for each. */
    private static final int MOST_UNSENT_BYTES = 256 * 1024;

    private static final Duration IDLE = Duration.ofSeconds(30);

    /** How long a block may wait for its reader at any rate; one that reads takes it in a few milliseconds. */
    private static final Duration READ_PATIENCE = Duration.ofMillis(500);

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
        connector.setAcceptedSendBufferSize(MOST_UNSENT_BYTES);
        connector.setIdleTimeout(IDLE.toMillis());
        connector.addBean(new SlowClients(patience, connector.getScheduler()));
        server.insertHandler(new SlowReaders(threads(server) / 2, READ_PATIENCE, connector.getScheduler()));
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        return connector;
    }

    private static int threads(Server server) {
        return server.getThreadPool() instanceof ThreadPool.SizedThreadPool sized ? sized.getMaxThreads() : 200;
    }

    private static ConnectionFactory[] secured(HttpConfiguration http, HttpConnectionFactory plain, PemFiles pem) {
        http.addCustomizer(new SecureRequestCustomizer(false));
        return new ConnectionFactory[] {new SslConnectionFactory(pem.contextFactory(), plain.getProtocol()), plain};
    }
}
