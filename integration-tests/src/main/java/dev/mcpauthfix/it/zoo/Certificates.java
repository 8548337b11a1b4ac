package dev.mcpauthfix.it.zoo;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The certificates of the zoo's HTTPS servers, as PKCS #12 files beside this class. They are made once, with keys that guard
 * nothing; {@code wrong-name} and {@code expired-certificate} are signed by an authority whose key was thrown away.
 */
public final class Certificates {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private Certificates() {}

    /** The authority of the zoo as a trust store: who trusts it sees what else is wrong with a certificate. */
    public static KeyStore authority() throws IOException, GeneralSecurityException {
        return load("authority");
    }

    static SSLContext context(String name) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(name), PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static KeyStore load(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Certificates.class.getResourceAsStream(name + ".p12")) {
            if (in == null) {
                throw new IOException("there is no certificate " + name);
            }
            store.load(in, PASSWORD);
        }
        return store;
    }
}
