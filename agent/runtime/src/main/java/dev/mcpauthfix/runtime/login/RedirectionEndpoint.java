package dev.mcpauthfix.runtime.login;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A bound loopback port and the redirection URI that leads to it (RFC 8252, section 7.3).
 *
 * @param socket bound to a loopback address only
 * @param uri the redirection URI
 */
record RedirectionEndpoint(ServerSocket socket, URI uri) {

    private static final int PATH_BYTES = 16;

    /** Binds the preferred port where it is free, else any; an authorization server must not mind the port. */
    static RedirectionEndpoint bind(@Nullable URI preferred) throws IOException {
        URI wanted =
                preferred != null && isUsable(preferred) ? preferred : URI.create("http://127.0.0.1" + randomPath());
        ServerSocket socket = new ServerSocket();
        // Another process must not be able to take the port over while we listen.
        socket.setReuseAddress(false);
        try {
            bind(socket, wanted);
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
        String authority = wanted.getHost() + ":" + socket.getLocalPort();
        return new RedirectionEndpoint(socket, URI.create("http://" + authority + wanted.getRawPath()));
    }

    private static void bind(ServerSocket socket, URI wanted) throws IOException {
        boolean six = wanted.getHost().equals("[::1]");
        InetAddress loopback = InetAddress.getByAddress(
                six ? new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1} : new byte[] {127, 0, 0, 1});
        try {
            socket.bind(new InetSocketAddress(loopback, Math.max(wanted.getPort(), 0)));
        } catch (BindException taken) {
            socket.bind(new InetSocketAddress(loopback, 0));
        }
    }

    private static boolean isUsable(URI uri) {
        String host = uri.getHost();
        String path = uri.getRawPath();
        return "http".equals(uri.getScheme())
                && ("127.0.0.1".equals(host) || "localhost".equals(host) || "[::1]".equals(host))
                && path != null
                && path.startsWith("/")
                && uri.getRawQuery() == null;
    }

    private static String randomPath() {
        byte[] bytes = new byte[PATH_BYTES];
        new SecureRandom().nextBytes(bytes);
        return "/" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
