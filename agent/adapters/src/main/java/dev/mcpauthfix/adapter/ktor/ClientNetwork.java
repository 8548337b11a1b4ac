package dev.mcpauthfix.adapter.ktor;

import dev.mcpauthfix.adapter.ClientTls;
import dev.mcpauthfix.adapter.HiddenValue;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.NetworkPath;
import io.ktor.client.HttpClient;
import io.ktor.client.call.HttpClientCall;
import io.ktor.client.engine.HttpClientEngineConfig;
import io.ktor.client.request.HttpSendPipeline;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * How a client reaches the network: as the clients of {@code java.net.http} and OkHttp say which its engine has made, else as far as the
 * engine's configuration does. A pipeline does not know its client, so this is learned from the first challenge.
 */
final class ClientNetwork {

    /** Not an attribute of the pipeline, which would keep our classes after the agent has left. */
    private static final Map<HttpSendPipeline, NetworkPath> LEARNED = Collections.synchronizedMap(new WeakHashMap<>());

    private ClientNetwork() {}

    static NetworkPath known(HttpSendPipeline pipeline) {
        NetworkPath known = LEARNED.get(pipeline);
        return known == null ? NetworkPath.DEFAULT : known;
    }

    /** The request that the engine is asked about: at the URI that the application gave, on its client's way. */
    static McpRequest through(HttpClientCall response, Hop hop) {
        McpRequest mcp = hop.mcp();
        NetworkPath network = LEARNED.get(hop.pipeline());
        if (network == null) {
            network = of(response.getClient());
            LEARNED.put(hop.pipeline(), network);
        }
        return new McpRequest(
                mcp.method(), hop.first(), mcp.shape(), mcp.protocolVersion(), mcp.sent(), mcp.attempt(), network);
    }

    private static NetworkPath of(HttpClient client) {
        HttpClientEngineConfig config = client.getEngineConfig();
        if (HiddenValue.field(client.getEngine(), "httpClient") instanceof java.net.http.HttpClient jdks) {
            return new NetworkPath(jdks.proxy().orElse(null), jdks.sslContext().getSocketFactory());
        }
        Object okHttps = anyOf(HiddenValue.field(client.getEngine(), "clientCache"));
        Object proxy = HiddenValue.property(okHttps, "proxy");
        return new NetworkPath(
                proxies(proxy instanceof Proxy own ? own : config.getProxy()),
                HiddenValue.property(okHttps, "sslSocketFactory") instanceof SSLSocketFactory sockets
                        ? sockets
                        : tls(config));
    }

    /** Those of a cache differ in their timeouts alone. */
    private static @Nullable Object anyOf(@Nullable Object cache) {
        if (!(cache instanceof Map<?, ?> clients)) {
            return null;
        }
        synchronized (clients) {
            return clients.isEmpty() ? null : clients.values().iterator().next();
        }
    }

    private static @Nullable ProxySelector proxies(@Nullable Proxy proxy) {
        return proxy != null && proxy.type() == Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress address
                ? ProxySelector.of(address)
                : null;
    }

    /** Each engine has a configuration class of its own, in a library of its own. */
    private static @Nullable SSLSocketFactory tls(Object config) {
        if (HiddenValue.property(config, "getSslContext") instanceof SSLContext apaches) {
            return apaches.getSocketFactory();
        }
        return HiddenValue.property(HiddenValue.property(config, "getHttps"), "getTrustManager")
                        instanceof TrustManager cios
                ? trusting(cios)
                : null;
    }

    private static @Nullable SSLSocketFactory trusting(TrustManager manager) {
        try {
            return ClientTls.of(null, new TrustManager[] {manager});
        } catch (GeneralSecurityException unfit) {
            return null;
        }
    }
}
