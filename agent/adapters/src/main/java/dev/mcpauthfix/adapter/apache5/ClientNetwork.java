package dev.mcpauthfix.adapter.apache5;

import dev.mcpauthfix.adapter.ClientTls;
import dev.mcpauthfix.adapter.HiddenValue;
import dev.mcpauthfix.engine.NetworkPath;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Lookup;
import org.jspecify.annotations.Nullable;

/** How a client reaches the network: by its route's proxy, and with the TLS of its connection manager. */
final class ClientNetwork {

    /** A strategy holds its context, or a socket factory that holds another, or is a lambda around one of those. */
    private static final int LEVELS = 3;

    private ClientNetwork() {}

    /** Takes what gives a request its connection. */
    static NetworkPath of(HttpRoute route, Object runtime) {
        HttpHost proxy = route.getProxyHost();
        return new NetworkPath(
                proxy == null
                        ? null
                        : ProxySelector.of(InetSocketAddress.createUnresolved(proxy.getHostName(), proxy.getPort())),
                new ClientTls(() -> tls(runtime)));
    }

    private static @Nullable SSLSocketFactory tls(Object runtime) {
        Object strategy = strategy(runtime);
        SSLContext context = HiddenValue.within(strategy, SSLContext.class, LEVELS);
        return context == null
                ? HiddenValue.within(strategy, SSLSocketFactory.class, LEVELS)
                : context.getSocketFactory();
    }

    private static @Nullable Object strategy(Object runtime) {
        Object operator = HiddenValue.field(runtime, "manager", "connectionOperator");
        Lookup<?> byScheme = HiddenValue.within(operator, Lookup.class, 1);
        if (byScheme != null) {
            return byScheme.lookup("https");
        }
        // A client for HTTP/2 alone has a pool and no manager.
        Object pool = HiddenValue.field(runtime, "connPool");
        Object newer = HiddenValue.field(pool, "sessionPool", "tlsStrategy");
        return newer == null ? HiddenValue.field(pool, "tlsStrategy") : newer;
    }
}
