package dev.mcpauthfix.engine;

import java.net.ProxySelector;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * How the application's client reaches the network: the agent's own requests take the same proxy and trust the same
 * certificates, and inherit nothing else (no cookies, no headers, no authenticator).
 *
 * @param proxies the client's proxy selector, null for the platform's default
 * @param tls where the client gets its TLS sockets, null for the platform's default
 */
public record NetworkPath(
        @Nullable ProxySelector proxies, @Nullable SSLSocketFactory tls) {

    /** The platform's own proxy selector and TLS context. */
    public static final NetworkPath DEFAULT = new NetworkPath(null, null);
}
