package dev.mcpauthfix.adapter.apache4;

import dev.mcpauthfix.adapter.ClientTls;
import dev.mcpauthfix.adapter.HiddenValue;
import dev.mcpauthfix.engine.NetworkPath;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import javax.net.ssl.SSLSocketFactory;
import org.apache.http.HttpHost;
import org.apache.http.config.Lookup;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.impl.execchain.ClientExecChain;
import org.jspecify.annotations.Nullable;

/** How a client reaches the network: by its route's proxy, and with the TLS sockets of its connection manager. */
final class ClientNetwork {

    private ClientNetwork() {}

    static NetworkPath of(HttpRoute route, ClientExecChain chain) {
        HttpHost proxy = route.getProxyHost();
        return new NetworkPath(
                proxy == null
                        ? null
                        : ProxySelector.of(InetSocketAddress.createUnresolved(proxy.getHostName(), proxy.getPort())),
                new ClientTls(() -> tls(chain)));
    }

    private static @Nullable SSLSocketFactory tls(ClientExecChain chain) {
        Object operator = HiddenValue.field(chain, "connManager", "connectionOperator");
        Lookup<?> byScheme = HiddenValue.within(operator, Lookup.class, 1);
        return byScheme == null ? null : HiddenValue.within(byScheme.lookup("https"), SSLSocketFactory.class, 1);
    }
}
