package dev.mcpauthfix.adapter.websocket;

import dev.mcpauthfix.adapter.Adapter;
import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.adapter.McpCalls;
import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.McpTraffic;
import dev.mcpauthfix.engine.NetworkPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sits in {@code BuilderImpl.buildAsync(uri, listener)}, where the handshake of each of the JDK's WebSockets begins. The request that it
 * becomes cannot be copied, so a token is lent to the builder for as long as the woven method runs.
 */
public final class WebSocketAdapter implements Adapter {

    private static final int URI_ARGUMENT = 1;
    private static final int LISTENER = 2;

    private final Host host;
    private final BuilderInternals jdk;

    /** Those between the woven method's entry and its return; where the JDK threw, one stays until its builder is used again. */
    private final Map<WebSocket.Builder, Handshake> begun = Collections.synchronizedMap(new WeakHashMap<>());

    /** Created by the dispatcher when the first WebSocket is opened; throws {@link LinkageError} where the JDK's class differs. */
    public WebSocketAdapter(Host host) {
        this.host = host;
        this.jdk = new BuilderInternals(host);
    }

    @Override
    public void enter(Object[] call) {
        WebSocket.Builder builder = (WebSocket.Builder) call[0];
        var unused = ended(builder);
        if (call[URI_ARGUMENT] instanceof URI uri && call[LISTENER] instanceof WebSocket.Listener listener) {
            Opening opening = jdk.opening(builder, uri, listener);
            McpRequest mcp = carriesTokens(opening.client()) ? begin(opening) : null;
            if (mcp != null) {
                Handshake handshake = new Handshake(host, opening, mcp);
                begun.put(builder, handshake);
                Authorization token = mcp.sent();
                if (token != null) {
                    handshake.lent(jdk.add(builder, token.headers(mcp.method(), mcp.uri())));
                }
            }
        }
    }

    private @Nullable McpRequest begin(Opening opening) {
        McpTraffic.Shape shape = opening.shape();
        URI uri = opening.requestUri();
        return shape == null || uri == null
                ? null
                : McpCalls.begin(host, shape, "GET", uri, opening::header, network(opening.client()));
    }

    /** One that follows redirects takes the header along to any origin on JDK 17 (attack S8), one with an authenticator drops it. */
    private static boolean carriesTokens(HttpClient client) {
        return client.followRedirects() == HttpClient.Redirect.NEVER
                && client.authenticator().isEmpty();
    }

    private static NetworkPath network(HttpClient client) {
        return new NetworkPath(client.proxy().orElse(null), client.sslContext().getSocketFactory());
    }

    @Override
    @SuppressWarnings("unchecked") // the woven method returns it
    public @Nullable Object exit(@Nullable Object result, Object[] call) {
        Handshake handshake = ended((WebSocket.Builder) call[0]);
        return handshake != null && result instanceof CompletableFuture<?> opened
                ? handshake.answer((CompletableFuture<WebSocket>) opened)
                : result;
    }

    /** What was begun with a builder, which is as the application left it from here on; null for nothing. */
    private @Nullable Handshake ended(WebSocket.Builder builder) {
        Handshake handshake = begun.remove(builder);
        if (handshake != null) {
            jdk.remove(builder, handshake.lent());
        }
        return handshake;
    }
}
