package dev.mcpauthfix.adapter.ktor;

import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.NetworkPath;
import io.ktor.client.call.HttpClientCall;
import io.ktor.client.engine.HttpClientEngineConfig;
import io.ktor.client.request.HttpSendPipeline;
import io.ktor.util.AttributeKey;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * How a client reaches the network, as far as its engine's configuration says: its proxy, and the trust of CIO, OkHttp and Apache. A
 * pipeline does not know its client, so this is learned from the first challenge.
 */
final class ClientNetwork {

    private static final AttributeKey<NetworkPath> LEARNED = new AttributeKey<>("McpAuthFixNetworkPath");

    private ClientNetwork() {}

    static NetworkPath known(HttpSendPipeline pipeline) {
        NetworkPath known = pipeline.getAttributes().getOrNull(LEARNED);
        return known == null ? NetworkPath.DEFAULT : known;
    }

    /** The request that the engine is asked about: at the URI that the application gave, on its client's way. */
    static McpRequest through(HttpClientCall response, Hop hop) {
        McpRequest mcp = hop.mcp();
        NetworkPath network = hop.pipeline().getAttributes().getOrNull(LEARNED);
        if (network == null) {
            HttpClientEngineConfig config = response.getClient().getEngineConfig();
            network = new NetworkPath(proxies(config.getProxy()), tls(config));
            hop.pipeline().getAttributes().put(LEARNED, network);
        }
        return new McpRequest(
                mcp.method(), hop.first(), mcp.shape(), mcp.protocolVersion(), mcp.sent(), mcp.attempt(), network);
    }

    private static @Nullable ProxySelector proxies(@Nullable Proxy proxy) {
        return proxy != null && proxy.type() == Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress address
                ? ProxySelector.of(address)
                : null;
    }

    private static @Nullable SSLSocketFactory tls(Object config) {
        if (value(config, "getSslContext") instanceof SSLContext apaches) {
            return apaches.getSocketFactory();
        }
        if (value(value(config, "getPreconfigured"), "sslSocketFactory") instanceof SSLSocketFactory okHttps) {
            return okHttps;
        }
        return value(value(config, "getHttps"), "getTrustManager") instanceof TrustManager cios ? trusting(cios) : null;
    }

    private static @Nullable SSLSocketFactory trusting(TrustManager manager) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException unfit) {
            return null;
        }
    }

    /** Each engine has a configuration class of its own, in a library of its own. */
    private static @Nullable Object value(@Nullable Object config, String getter) {
        try {
            return config == null ? null : config.getClass().getMethod(getter).invoke(config);
        } catch (ReflectiveOperationException absent) {
            return null;
        }
    }
}
