package dev.mcpauthfix.it.contract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The TLS of a client that trusts the private authority alone, in the words of the JDK. */
record ClientTrust(SSLContext context, TrustManagerFactory factory, X509TrustManager manager) {

    /** Reads what a client is told to trust. */
    static ClientTrust of(Call.Network network) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(Path.of(network.trusted()))) {
                trusted.load(in, PrivateAuthority.PASSWORD.toCharArray());
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            TrustManager[] managers = trust.getTrustManagers();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers, null);
            return new ClientTrust(context, trust, (X509TrustManager) managers[0]);
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalStateException(unusable);
        }
    }
}
