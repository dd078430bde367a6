package ocs.pulse.http.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ocs.pulse.settings.ExitCode;
import ocs.pulse.settings.ProgramProblem;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * The program's certificate and its key.
 *
 * @param certificate PEM: its own certificate, then those that lead to a root
 * @param key PEM: PKCS #8 (BEGIN PRIVATE KEY), RSA or EC, without a passphrase
 */
public record PemFiles(Path certificate, Path key) {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);
    private static final char[] NO_PASSWORD = new char[0];

    /** Of both files, so that a renewed pair is noticed. */
    record Age(FileTime certificate, FileTime key) {}

    /** Reads both files; TLS 1.2 and 1.3. */
    SslContextFactory.Server contextFactory() {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        use(factory);
        factory.addBean(new Renewal(this, factory));
        return factory;
    }

    void use(SslContextFactory factory) {
        factory.setKeyStore(keyStore());
        factory.setKeyStorePassword("");
    }

    Age age() throws IOException {
        return new Age(Files.getLastModifiedTime(certificate), Files.getLastModifiedTime(key));
    }

    private KeyStore keyStore() {
        try (InputStream in = Files.newInputStream(certificate)) {
            Certificate[] chain = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .toArray(Certificate[]::new);
            if (chain.length == 0) {
                throw new ProgramProblem(ExitCode.USAGE, "TLS certificate " + certificate + " holds none (PEM)");
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            store.setKeyEntry("pulse", privateKey(), NO_PASSWORD, chain);
            return store;
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new ProgramProblem(
                    ExitCode.USAGE, "TLS certificate " + certificate + " cannot be used: " + unreadable, unreadable);
        }
    }

    private PrivateKey privateKey() throws IOException, GeneralSecurityException {
        Matcher pem = KEY.matcher(Files.readString(key, StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new ProgramProblem(
                    ExitCode.USAGE,
                    "TLS key " + key + " is no PKCS #8 (BEGIN PRIVATE KEY): openssl pkcs8 -topk8 -nodes");
        }
        PKCS8EncodedKeySpec spec =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        for (String algorithm : List.of("RSA", "EC")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException another) {
                continue;
            }
        }
        throw new ProgramProblem(ExitCode.USAGE, "TLS key " + key + " is neither an RSA nor an EC key");
    }
}
