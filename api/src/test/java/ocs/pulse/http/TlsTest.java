package ocs.pulse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import ocs.pulse.auth.Authenticator;
import ocs.pulse.http.transport.PemFiles;
import ocs.pulse.http.transport.Transport;
import ocs.pulse.settings.ProgramProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsTest {
    @TempDir
    private Path directory;

    @Test
    void shouldServeWithTheFilesAndWithTheirRenewal() throws Exception {
        PemFiles files = new PemFiles(directory.resolve("tls.crt"), directory.resolve("tls.key"));
        KeyStore first = write(files, "one", "RSA");
        Transport transport = new Transport("127.0.0.1", 0, Optional.of(files), Duration.ofSeconds(5));
        try (HttpBench bench =
                new HttpBench(new FakeAnswers(), Callers.of(Authenticator.open()), transport, List.of())) {
            String answer = ask(bench.server.port(), first, "GET /session HTTP/1.0\r\n\r\n");
            assertThat(answer).contains("200 OK", "Strict-Transport-Security: max-age");
            String begun = ask(
                    bench.server.port(),
                    first,
                    "POST /session HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n"
                            + "{\"token\":\"a\"}");
            assertThat(begun).contains("; Secure;");

            KeyStore second = write(files, "two", "EC");
            Files.setLastModifiedTime(
                    files.certificate(), FileTime.from(Instant.now().plusSeconds(10)));
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> ask(
                            bench.server.port(), second, "GET /session HTTP/1.0\r\n\r\n")
                    .contains("200 OK"));
        }
    }

    @Test
    void shouldSayWhichFileCannotBeUsed() throws Exception {
        PemFiles files = new PemFiles(directory.resolve("tls.crt"), directory.resolve("tls.key"));
        Transport transport = new Transport("127.0.0.1", 0, Optional.of(files), Duration.ofSeconds(5));
        assertThatThrownBy(() -> start(transport))
                .isInstanceOf(ProgramProblem.class)
                .hasMessageContaining("tls.crt");
        write(files, "one", "RSA");
        Files.writeString(files.key(), "-----BEGIN ENCRYPTED PRIVATE KEY-----\n");
        assertThatThrownBy(() -> start(transport))
                .isInstanceOf(ProgramProblem.class)
                .hasMessageContaining("PKCS #8");
    }

    private static void start(Transport transport) {
        new HttpBench(new FakeAnswers(), Callers.of(Authenticator.open()), transport, List.of()).close();
    }

    /** Writes a pair signed by itself; whoever trusts the returned store trusts it alone. */
    private KeyStore write(PemFiles files, String name, String algorithm) throws Exception {
        Path store = directory.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "pulse",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit",
                        "-storetype",
                        "PKCS12",
                        "-validity",
                        "30")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        char[] password = "changeit".toCharArray();
        KeyStore own = KeyStore.getInstance(store.toFile(), password);
        X509Certificate certificate = (X509Certificate) own.getCertificate("pulse");
        write(files.key(), "PRIVATE KEY", own.getKey("pulse", password).getEncoded());
        write(files.certificate(), "CERTIFICATE", certificate.getEncoded());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("pulse", certificate);
        return trusted;
    }

    private static void write(Path file, String kind, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    private static String ask(int port, KeyStore trusted, String request) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (SSLSocket socket =
                (SSLSocket) Objects.requireNonNull(context.getSocketFactory().createSocket("127.0.0.1", port))) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
