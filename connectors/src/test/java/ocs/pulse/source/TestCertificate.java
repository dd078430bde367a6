package ocs.pulse.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate for 127.0.0.1 that trusts itself alone.
 *
 * @param store PKCS12 with certificate and key, under {@link #PASSWORD}
 * @param certificate PEM
 * @param key PEM, for its owner alone
 */
public record TestCertificate(Path store, Path certificate, Path key) {
    public static final String PASSWORD = "changeit";
    private static final String ALIAS = "server";

    public static TestCertificate in(Path directory) throws Exception {
        Path store = directory.resolve("server.p12");
        List<String> keytool = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1");
        Process process = new ProcessBuilder(keytool).inheritIO().start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        Path key = directory.resolve("server.key");
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new TestCertificate(
                store,
                write(
                        directory.resolve("server.crt"),
                        "CERTIFICATE",
                        keys.getCertificate(ALIAS).getEncoded()),
                write(
                        key,
                        "PRIVATE KEY",
                        keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
    }

    private static Path write(Path file, String name, byte[] bytes) throws IOException {
        byte[] line = "\n".getBytes(StandardCharsets.US_ASCII);
        return Files.writeString(
                file,
                "-----BEGIN " + name + "-----\n"
                        + Base64.getMimeEncoder(64, line).encodeToString(bytes) + "\n-----END " + name + "-----\n");
    }
}
