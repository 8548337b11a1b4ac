package dev.mcpauthfix.adapter.vertx;

import dev.mcpauthfix.adapter.ClientProxies;
import dev.mcpauthfix.adapter.ClientTls;
import dev.mcpauthfix.adapter.HiddenValue;
import dev.mcpauthfix.engine.NetworkPath;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.function.Predicate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * How a client reaches the network: by the options of the request before its own, which a client has as one object in 4.5 and 5.0, and
 * as several in 5.2.
 */
final class VertxNetwork {

    private VertxNetwork() {}

    /** Of a client, null where the request does not tell which it was made by. */
    static NetworkPath of(@Nullable HttpClient client, RequestOptions request) {
        return client == null
                ? NetworkPath.DEFAULT
                : new NetworkPath(
                        new ClientProxies(target -> proxy(client, request, target)),
                        new ClientTls(() -> tls(client, request)));
    }

    private static @Nullable Proxy proxy(HttpClient client, RequestOptions request, InetSocketAddress target) {
        ProxyOptions proxy = request.getProxyOptions() == null ? proxyOf(client) : request.getProxyOptions();
        if (proxy == null) {
            return null;
        }
        if (!goesThroughProxy(client, target)) {
            return Proxy.NO_PROXY;
        }
        InetSocketAddress address = InetSocketAddress.createUnresolved(proxy.getHost(), proxy.getPort());
        return switch (proxy.getType().name()) {
            case "HTTP" -> new Proxy(Proxy.Type.HTTP, address);
            case "SOCKS4", "SOCKS5" -> new Proxy(Proxy.Type.SOCKS, address);
            default -> null;
        };
    }

    private static @Nullable ProxyOptions proxyOf(HttpClient client) {
        Object proxy = HiddenValue.property(HiddenValue.property(client, "options"), "getProxyOptions");
        return (ProxyOptions) (proxy == null ? HiddenValue.field(client, "defaultProxyOptions") : proxy);
    }

    /** The hosts that the application exempts are known as a filter only. */
    @SuppressWarnings("unchecked")
    private static boolean goesThroughProxy(HttpClient client, InetSocketAddress target) {
        return !(HiddenValue.field(client, "proxyFilter") instanceof Predicate<?> filter)
                || ((Predicate<SocketAddress>) filter)
                        .test(SocketAddress.inetSocketAddress(target.getPort(), target.getHostString()));
    }

    private static @Nullable SSLSocketFactory tls(HttpClient client, RequestOptions request) throws Exception {
        Object options = HiddenValue.property(request, "getSslOptions");
        if (options == null) {
            options = HiddenValue.field(client, "sslOptions");
        }
        if (options == null) {
            options = HiddenValue.field(client, "defaultSslOptions");
        }
        if (options == null) {
            options = HiddenValue.property(client, "options");
        }
        Vertx vertx = (Vertx) HiddenValue.property(client, "vertx");
        TrustManager[] trust = trust(options, vertx);
        KeyManager[] keys = HiddenValue.property(options, "getKeyCertOptions") instanceof KeyCertOptions own
                ? own.getKeyManagerFactory(vertx).getKeyManagers()
                : null;
        return trust == null && keys == null ? null : ClientTls.of(keys, trust);
    }

    private static TrustManager @Nullable [] trust(@Nullable Object options, @Nullable Vertx vertx) throws Exception {
        if (Boolean.TRUE.equals(HiddenValue.property(options, "isTrustAll"))) {
            return InsecureTrustManagerFactory.INSTANCE.getTrustManagers();
        }
        return HiddenValue.property(options, "getTrustOptions") instanceof TrustOptions own
                ? own.getTrustManagerFactory(vertx).getTrustManagers()
                : null;
    }
}
