package dev.mcpauthfix.adapter.ktor;

import dev.mcpauthfix.adapter.Adapter;
import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.adapter.McpCalls;
import dev.mcpauthfix.adapter.NestedLibrary;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.McpTraffic;
import io.ktor.client.request.HttpRequestBuilder;
import io.ktor.client.request.HttpSendPipeline;
import io.ktor.http.URLBuilder;
import java.net.URI;
import java.util.List;
import kotlin.coroutines.Continuation;
import org.jspecify.annotations.Nullable;

/**
 * Sits in {@code Pipeline.execute(context, subject, continuation)}, through which a client's send pipeline runs once for each send:
 * below the plugins that redirect, retry and time out, above the engine.
 *
 * <p>All of Ktor's pipelines run through that method, those of servers too; every one but the send pipeline leaves at once.
 */
public final class KtorAdapter implements Adapter {

    private static final String SEND_PIPELINE = "io.ktor.client.request.HttpSendPipeline";
    private static final String ENGINES = "io.ktor.client.engine.";
    private static final int REQUEST = 1;
    private static final int BODY = 2;
    private static final int CONTINUATION = 3;

    private final Host host;

    /** Created by the dispatcher when the first pipeline of this library runs. */
    public KtorAdapter(Host host) {
        this.host = host;
    }

    @Override
    public void enter(Object[] call) {
        // By name: a server has the pipelines and need not have the client.
        if (call[0].getClass().getName().equals(SEND_PIPELINE)) {
            enter((HttpSendPipeline) call[0], (HttpRequestBuilder) call[REQUEST], call);
        }
    }

    /** A request that we send again carries an {@code Authorization}, so this is never one. */
    private void enter(HttpSendPipeline pipeline, HttpRequestBuilder request, Object[] call) {
        McpTraffic.Shape shape = recognise(request, call[BODY]);
        if (shape == null) {
            return;
        }
        RequestHeaders headers = new RequestHeaders(request, call[BODY]);
        String method = request.getMethod().getValue();
        URI uri = Hop.uri(request);
        if (uri == null || Hop.isElsewhere(request, uri)) {
            return;
        }
        McpRequest mcp = McpCalls.begin(host, shape, method, uri, headers, ClientNetwork.known(pipeline));
        if (mcp != null) {
            Hop hop = Hop.of(pipeline, request, call[BODY], mcp);
            if (mcp.sent() != null) {
                call[REQUEST] = hop.with(mcp.sent());
            }
            call[CONTINUATION] = new HeldCall(host, hop, application(call));
            NestedLibrary.below(ENGINES);
        }
    }

    /** With a look-up of its own, which the JVM then need not allocate: none of it is kept. */
    private McpTraffic.@Nullable Shape recognise(HttpRequestBuilder request, Object body) {
        return McpCalls.recognise(
                host,
                request.getMethod().getValue(),
                request.getUrl().getHost(),
                metadataPath(request.getUrl()),
                new RequestHeaders(request, body),
                McpTraffic.BY_FUNCTION);
    }

    /** The path where it is below {@code /.well-known}, null for others: the library keeps it in parts, of which the first is empty. */
    private static @Nullable String metadataPath(URLBuilder url) {
        List<String> parts = url.getEncodedPathSegments();
        return parts.size() > 2 && parts.get(1).equals(".well-known") ? String.join("/", parts) : null;
    }

    @SuppressWarnings("unchecked")
    private static Continuation<Object> application(Object[] call) {
        return (Continuation<Object>) call[CONTINUATION];
    }

    @Override
    public @Nullable Object exit(@Nullable Object result, Object[] call) {
        return call[CONTINUATION] instanceof HeldCall held ? held.returned(result) : result;
    }
}
