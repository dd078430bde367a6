package ocs.pulse.connect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trusts the certificates of a PEM file, and no others. */
final class TrustedCertificates {
    private TrustedCertificates() {}

    static SSLContext of(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("certificate" + trusted.size(), certificate);
            }
            if (trusted.size() == 0) {
                throw new CertificateException("there is none in it");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException failure) {
            throw new ConnectProblem(
                    ConnectProblem.Reason.CONNECT_CERTIFICATE,
                    "The certificates to trust cannot be read from " + file + " ("
                            + TraceLines.one(String.valueOf(failure.getMessage()))
                            + "): name a PEM file by --connect-ca",
                    failure);
        }
    }
}
