package dev.mcpauthfix.adapter.reactornetty;

import dev.mcpauthfix.adapter.ClientProxies;
import dev.mcpauthfix.adapter.ClientTls;
import dev.mcpauthfix.adapter.HiddenValue;
import dev.mcpauthfix.engine.NetworkPath;
import io.netty.handler.ssl.JdkSslContext;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClientConfig;
import reactor.netty.tcp.SslProvider;
import reactor.netty.transport.ProxyProvider;

/**
 * How a client reaches the network: by the proxy it is told of, never by the platform's. Looked up when the agent connects. Public for
 * the adapter of {@code WebClient}, which may stand on the same library.
 */
public final class ClientNetwork {

    private ClientNetwork() {}

    static NetworkPath of(HttpClientConfig config) {
        return new NetworkPath(new ClientProxies(target -> proxy(config, target)), new ClientTls(() -> tls(config)));
    }

    /** The proxy on the way to an address that nobody has resolved; {@link Proxy#NO_PROXY} for none. */
    public static Proxy proxy(HttpClientConfig config, InetSocketAddress target) {
        ProxyProvider provider = provider(config);
        if (provider == null || !provider.shouldProxy(target)) {
            return Proxy.NO_PROXY;
        }
        boolean http = provider.getType() == ProxyProvider.Proxy.HTTP;
        return new Proxy(http ? Proxy.Type.HTTP : Proxy.Type.SOCKS, address(provider));
    }

    /** 1.3 makes it when it is first needed. */
    private static @Nullable ProxyProvider provider(HttpClientConfig config) {
        ProxyProvider made = config.proxyProvider();
        return made == null && HiddenValue.property(config, "proxyProviderSupplier") instanceof Supplier<?> later
                ? (ProxyProvider) later.get()
                : made;
    }

    @SuppressWarnings("deprecation") // what replaces it came with 1.2
    private static InetSocketAddress address(ProxyProvider provider) {
        return provider.getAddress().get();
    }

    /** What the client trusts; null for the platform's, and for OpenSSL, which does not give back whom it was told to trust. */
    public static @Nullable SSLSocketFactory tls(HttpClientConfig config) {
        SslProvider provider = config.sslProvider();
        return provider != null && provider.getSslContext() instanceof JdkSslContext jdks
                ? jdks.context().getSocketFactory()
                : null;
    }
}
