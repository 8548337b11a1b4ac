package dev.mcpauthfix.runtime.http;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Looks at a server's certificates and refuses them, whatever they are, so that nothing is ever sent over its connections. */
final class RecordingTrust extends X509ExtendedTrustManager {

    private List<X509Certificate> chain = List.of();

    /** What the server has shown, its own first; empty for nothing. */
    List<X509Certificate> chain() {
        return chain;
    }

    /** Sockets whose handshakes all fail. */
    SSLSocketFactory factory() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {this}, null);
        return context.getSocketFactory();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String authentication) throws CertificateException {
        chain = List.of(shown);
        throw new CertificateException("looked at, and not trusted");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String authentication, Socket socket)
            throws CertificateException {
        checkServerTrusted(shown, authentication);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String authentication, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(shown, authentication);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String authentication) throws CertificateException {
        throw new CertificateException("no client is trusted");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String authentication, Socket socket)
            throws CertificateException {
        checkClientTrusted(shown, authentication);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String authentication, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(shown, authentication);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
