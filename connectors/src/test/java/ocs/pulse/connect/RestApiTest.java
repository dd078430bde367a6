package ocs.pulse.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import ocs.pulse.connect.ConnectProblem.Reason;
import ocs.pulse.source.TestCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with a certificate of its own and one login, as Connect may have them. */
class RestApiTest {
    @TempDir
    private Path directory;

    private HttpsServer server;
    private Path authority;

    @BeforeEach
    void start() throws Exception {
        TestCertificate certificate = TestCertificate.in(directory);
        authority = certificate.certificate();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        char[] password = TestCertificate.PASSWORD.toCharArray();
        keys.init(KeyStore.getInstance(certificate.store().toFile(), password), password);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", RestApiTest::answer).setAuthenticator(new BasicAuthenticator("connect") {
            @Override
            public boolean checkCredentials(String user, String password) {
                return user.equals("me") && password.equals("it's@me");
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldGetInWithTheCertificateAndTheLogin() {
        assertThat(api("me:it's%40me@", Optional.of(authority))
                        .ask("GET", "/connectors", null)
                        .ok())
                .isTrue();
    }

    @Test
    void shouldSayInOneLineThatTheCertificateIsNotTrusted() {
        assertRefused("me:it's%40me@", Optional.empty(), Reason.CONNECT_CERTIFICATE, "--connect-ca");
        Path none = directory.resolve("none.pem");
        assertRefused("", Optional.of(none), Reason.CONNECT_CERTIFICATE, none.toString());
    }

    @Test
    void shouldSayInOneLineThatTheLoginIsMissingOrWrong() {
        assertRefused("", Optional.of(authority), Reason.CONNECT_LOGIN, "USER:PASSWORD@");
        assertRefused("me:secret@", Optional.of(authority), Reason.CONNECT_LOGIN, "refuses user 'me'");
    }

    private void assertRefused(String user, Optional<Path> trusted, Reason reason, String word) {
        assertThatThrownBy(() -> api(user, trusted).ask("GET", "/connectors", null))
                .isInstanceOfSatisfying(ConnectProblem.class, problem -> assertThat(problem.reason())
                        .isEqualTo(reason))
                .hasMessageContaining(word)
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("secret");
    }

    private RestApi api(String user, Optional<Path> trusted) {
        URI url = URI.create(
                "https://" + user + "127.0.0.1:" + server.getAddress().getPort());
        return new RestApi(url, trusted, Duration.ofSeconds(10));
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] body = "[]".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
