package dev.mcpauthfix.adapter.reactornetty;

import dev.mcpauthfix.engine.NetworkPath;
import io.netty.handler.ssl.JdkSslContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClientConfig;
import reactor.netty.tcp.SslProvider;
import reactor.netty.transport.ProxyProvider;

/** How a client reaches the network: by the HTTP proxy it is told of, never by the platform's. */
final class ClientNetwork extends ProxySelector {

    private final @Nullable ProxyProvider provider;

    private ClientNetwork(@Nullable ProxyProvider provider) {
        this.provider = provider;
    }

    static NetworkPath of(HttpClientConfig config) {
        SslProvider tls = config.sslProvider();
        return new NetworkPath(
                new ClientNetwork(config.proxyProvider()),
                tls != null && tls.getSslContext() instanceof JdkSslContext jdks
                        ? jdks.context().getSocketFactory()
                        : null);
    }

    @Override
    @SuppressWarnings("deprecation") // what replaces it came with 1.2
    public List<Proxy> select(URI uri) {
        return List.of(
                provider != null
                                && provider.getType() == ProxyProvider.Proxy.HTTP
                                && provider.shouldProxy(InetSocketAddress.createUnresolved(uri.getHost(), port(uri)))
                        ? new Proxy(Proxy.Type.HTTP, provider.getAddress().get())
                        : Proxy.NO_PROXY);
    }

    static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    @Override
    public void connectFailed(URI uri, SocketAddress proxy, IOException failure) {}
}
