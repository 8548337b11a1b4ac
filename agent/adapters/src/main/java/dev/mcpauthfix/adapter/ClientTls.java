package dev.mcpauthfix.adapter;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The TLS of the application's client, looked up when the agent makes its first connection: a request that is not challenged costs
 * nothing, and what must be read from a file is not read by an event loop. What cannot be had is the platform's.
 */
public final class ClientTls extends SSLSocketFactory {

    private final Callable<@Nullable SSLSocketFactory> lookup;
    private volatile @Nullable SSLSocketFactory found;

    /** Takes a look-up that answers null, or fails, where the client has no TLS of its own. */
    public ClientTls(Callable<@Nullable SSLSocketFactory> lookup) {
        this.lookup = lookup;
    }

    /** The sockets of a context with these managers, null for the platform's. */
    public static SSLSocketFactory of(KeyManager @Nullable [] keys, TrustManager @Nullable [] trust)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust, new SecureRandom());
        return context.getSocketFactory();
    }

    private SSLSocketFactory factory() {
        SSLSocketFactory known = found;
        if (known == null) {
            known = orPlatforms(lookUp());
            found = known;
        }
        return known;
    }

    private @Nullable SSLSocketFactory lookUp() {
        try {
            return lookup.call();
        } catch (Exception | LinkageError hidden) {
            return null;
        }
    }

    private static SSLSocketFactory orPlatforms(@Nullable SSLSocketFactory clients) {
        return clients == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : clients;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return factory().getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return factory().getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
        return factory().createSocket();
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return factory().createSocket(socket, host, port, autoClose);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return factory().createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return factory().createSocket(host, port, localHost, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return factory().createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return factory().createSocket(address, port, localAddress, localPort);
    }
}
