package dev.mcpauthfix.adapter.webclient;

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
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.netty.http.client.HttpClient;
import reactor.netty.tcp.SslProvider;
import reactor.netty.transport.ProxyProvider;

/** How a client of Reactor Netty reaches the network, as far as its configuration says. */
final class ReactorNettyNetwork {

    private ReactorNettyNetwork() {}

    /** Whatever is below, without a look at it: that comes with the agent's first connection. */
    static NetworkPath of(ExchangeFunction function) {
        return new NetworkPath(
                new ClientProxies(target -> Linked.proxy(below(function), target)),
                new ClientTls(() -> Linked.tls(below(function))));
    }

    private static @Nullable Object below(ExchangeFunction function) {
        return HiddenValue.field(function, "connector", "httpClient");
    }

    /** Linked only where a look-up needs it; a class path without Reactor Netty has nothing to tell. */
    private static final class Linked {

        static @Nullable Proxy proxy(@Nullable Object below, InetSocketAddress target) {
            ProxyProvider provider = below instanceof HttpClient client ? provider(client) : null;
            if (provider == null) {
                return null;
            }
            if (!provider.shouldProxy(target)) {
                return Proxy.NO_PROXY;
            }
            boolean http = provider.getType() == ProxyProvider.Proxy.HTTP;
            return new Proxy(http ? Proxy.Type.HTTP : Proxy.Type.SOCKS, address(provider));
        }

        private static @Nullable ProxyProvider provider(HttpClient client) {
            ProxyProvider provider = client.configuration().proxyProvider();
            return provider == null
                            && HiddenValue.property(client.configuration(), "proxyProviderSupplier")
                                    instanceof Supplier<?> later
                    ? (ProxyProvider) later.get()
                    : provider;
        }

        @SuppressWarnings("deprecation") // its successor is not in 1.0
        private static InetSocketAddress address(ProxyProvider provider) {
            return provider.getAddress().get();
        }

        /** OpenSSL does not give back whom it was told to trust. */
        static @Nullable SSLSocketFactory tls(@Nullable Object below) {
            SslProvider provider =
                    below instanceof HttpClient client ? client.configuration().sslProvider() : null;
            return provider != null && provider.getSslContext() instanceof JdkSslContext jdk
                    ? jdk.context().getSocketFactory()
                    : null;
        }
    }
}
