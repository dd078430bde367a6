package ocs.pulse.run;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import ocs.pulse.auth.Authenticator;
import ocs.pulse.auth.LocalToken;
import ocs.pulse.auth.TokenFile;
import ocs.pulse.http.WebServer;
import ocs.pulse.http.transport.PemFiles;
import ocs.pulse.settings.AuthMode;
import ocs.pulse.settings.Catalog;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;
import ocs.pulse.settings.Settings;

/**
 * Who comes in, and where.
 *
 * @param token the token to print, where the program made one of its own
 */
record Door(String host, int port, Optional<PemFiles> tls, Authenticator authenticator, Optional<String> token) {

    /** Checks everything about it; the data directory exists. */
    static Door of(Settings settings) {
        String host = settings.get(Catalog.HOST);
        int port = settings.get(Catalog.PORT);
        boolean local = isLoopback(host);
        Optional<PemFiles> tls = tls(settings);
        requireFree(host, port);
        if (settings.get(Catalog.AUTH) == AuthMode.NONE) {
            if (!local) {
                throw new ProgramProblem(
                        ExitCode.USAGE,
                        "Setting auth may be none only on a loopback address, not on " + host
                                + "; give --token-file, or --host 127.0.0.1");
            }
            return new Door(host, port, tls, Authenticator.open(), Optional.empty());
        }
        List<Authenticator> sources = new TokenSources(settings, Clock.systemUTC()).all();
        if (!sources.isEmpty()) {
            return new Door(host, port, tls, Authenticator.anyOf(sources), Optional.empty());
        }
        if (!local) {
            throw new ProgramProblem(
                    ExitCode.USAGE,
                    "Setting token-file is missing: on " + host
                            + " every request needs a token; make one with pulse token create, or give --jwt-secret-file"
                            + " or --jwt-key-set");
        }
        Path directory = settings.get(Catalog.DATA_DIR);
        String token = LocalToken.of(directory);
        return new Door(host, port, tls, TokenFile.read(directory.resolve(LocalToken.FILE)), Optional.of(token));
    }

    private static Optional<PemFiles> tls(Settings settings) {
        Optional<Path> certificate = settings.get(Catalog.TLS_CERTIFICATE);
        Optional<Path> key = settings.get(Catalog.TLS_KEY);
        if (certificate.isPresent() != key.isPresent()) {
            throw new ProgramProblem(
                    ExitCode.USAGE,
                    "Setting " + (key.isPresent() ? "tls-certificate" : "tls-key")
                            + " is missing: TLS takes the certificate and its key");
        }
        return certificate.flatMap(chain -> key.map(secret -> new PemFiles(chain, secret)));
    }

    private static boolean isLoopback(String host) {
        return address(host).isLoopbackAddress();
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw new ProgramProblem(
                    ExitCode.USAGE, "Setting host takes an address of this machine, not '" + host + "'", unknown);
        }
    }

    /** Before anything else starts; whoever takes it in between is found again when the server starts. */
    private static void requireFree(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address(host), port));
        } catch (java.io.IOException taken) {
            throw WebServer.portTaken(host, port, taken);
        }
    }
}
