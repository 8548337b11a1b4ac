package dev.mcpauthfix.adapter.jetty;

import dev.mcpauthfix.engine.NetworkPath;
import dev.mcpauthfix.engine.Origins;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.ProxyConfiguration;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** How a client reaches the network: by the HTTP proxies it is told of, never by the platform's. */
final class JettyNetwork extends ProxySelector {

    private final ProxyConfiguration proxies;

    private JettyNetwork(ProxyConfiguration proxies) {
        this.proxies = proxies;
    }

    static NetworkPath of(HttpClient client) {
        SslContextFactory.Client tls = client.getSslContextFactory();
        return new NetworkPath(
                new JettyNetwork(client.getProxyConfiguration()),
                tls == null || !tls.isStarted() ? null : tls.getSslContext().getSocketFactory());
    }

    @Override
    public List<Proxy> select(URI uri) {
        return proxies.match(new Origin(uri.getScheme(), uri.getHost(), Origins.port(uri))) instanceof HttpProxy proxy
                ? List.of(new Proxy(
                        Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(
                                proxy.getAddress().getHost(), proxy.getAddress().getPort())))
                : List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress proxy, IOException failure) {}
}
