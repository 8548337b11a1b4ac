package dev.mcpauthfix.adapter.okhttp;

import dev.mcpauthfix.adapter.Adapter;
import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.adapter.McpCalls;
import dev.mcpauthfix.adapter.NestedLibrary;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.McpTraffic;
import dev.mcpauthfix.engine.Origins;
import java.net.URI;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.internal.http.BridgeInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * Sits in two of OkHttp's own interceptors. {@code BridgeInterceptor} sees each hop of a call, after redirects were followed, so
 * there a token goes to its origin and to no other. {@code RetryAndFollowUpInterceptor} sees the answer that the application would
 * get, after its own authenticator declined.
 *
 * <p>OkHttp is blocking below its dispatcher, so a call waits for a login on the thread that it has.
 */
public final class OkHttpAdapter implements Adapter {

    private static final int ARGUMENT = 1;

    private static final String WELL_KNOWN = ".well-known";
    private static final String CANCEL = "cancel";
    private static final String ENQUEUE = "enqueue";

    private final Host host;
    private final Clients clients = new Clients();
    private final HeldCalls held = new HeldCalls();

    /** Calls of a library above this one, which heals them itself; they are known by whom they call back. */
    private final Set<Call> nested = Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

    /** Created by the dispatcher when the first client of this library makes a call. */
    public OkHttpAdapter(Host host) {
        this.host = host;
    }

    @Override
    public void enter(Object[] call) {
        if (call[0] instanceof BridgeInterceptor) {
            attach(call);
        } else if (CANCEL.equals(call[call.length - 1])) {
            held.cancel(call[0]);
        } else if (ENQUEUE.equals(call[call.length - 1])
                && NestedLibrary.isUpper(call[ARGUMENT].getClass().getName())) {
            nested.add((Call) call[0]);
        }
    }

    private void attach(Object[] call) {
        Interceptor.Chain chain = (Interceptor.Chain) call[ARGUMENT];
        Request request = chain.request();
        RequestHeaders headers = new RequestHeaders(request);
        McpTraffic.Shape shape = recognise(request, null, headers);
        // Before the first challenge there is no token to attach.
        if (shape == null || isNested(chain) || host.engineIfStarted() == null) {
            return;
        }
        Replay replay = request.tag(Replay.class);
        Request original = replay == null ? chain.call().request() : replay.request();
        URI uri = request.url().uri();
        if (!Origins.same(original.url().uri(), uri)) {
            return;
        }
        McpRequest mcp = replay != null && request.url().equals(original.url())
                ? replay.mcp()
                : McpCalls.begin(
                        host, shape, request.method(), uri, headers, clients.networkOf(clients.of(chain.call())));
        if (mcp != null && mcp.sent() != null) {
            call[ARGUMENT] = AuthorizedChain.over(chain, new Sent(mcp, mcp.sent()));
        }
    }

    @Override
    public @Nullable Object exit(@Nullable Object result, Object[] call) {
        if (result instanceof Response response
                && call[ARGUMENT] instanceof Interceptor.Chain chain
                && !(call[0] instanceof BridgeInterceptor)) {
            Request request = chain.request();
            return request.tag(Replay.class) == null ? answer(chain, request, response) : response;
        }
        return result;
    }

    private Response answer(Interceptor.Chain chain, Request request, Response response) {
        int status = response.code();
        String path = metadataPath(request);
        if (path == null && status != OkHttpCall.UNAUTHORIZED && status != OkHttpCall.FORBIDDEN) {
            return response;
        }
        RequestHeaders headers = new RequestHeaders(request);
        McpTraffic.Shape shape = recognise(request, path, headers);
        if (shape == null || isNested(chain)) {
            return response;
        }
        Response network = response.networkResponse();
        Sent sent = network == null ? null : network.request().tag(Sent.class);
        McpRequest mcp = sent != null
                ? sent.mcp().at(request.url().uri())
                : McpCalls.sentWithoutToken(
                        host,
                        shape,
                        request.method(),
                        request.url().uri(),
                        headers,
                        clients.networkOf(clients.of(chain.call())));
        return mcp == null
                ? response
                : new OkHttpCall(host, clients.of(chain.call()), chain.call(), request, mcp)
                        .answer(response, call -> held.add(clients.cancellable(chain.call()), call));
    }

    private boolean isNested(Interceptor.Chain chain) {
        return !nested.isEmpty() && nested.contains(chain.call());
    }

    /** The path where it is below {@code /.well-known}, null for others: the library keeps it in parts, and makes a text of them for whoever asks. */
    private static @Nullable String metadataPath(Request request) {
        return WELL_KNOWN.equals(request.url().pathSegments().get(0))
                        && request.method().equals("GET")
                ? request.url().encodedPath()
                : null;
    }

    /** A WebSocket handshake is a GET that nobody may send twice. */
    private McpTraffic.@Nullable Shape recognise(Request request, @Nullable String path, RequestHeaders headers) {
        McpTraffic.Shape shape =
                McpCalls.recognise(host, request.method(), request.url().host(), path, headers, McpTraffic.BY_FUNCTION);
        return shape == null || request.header("Upgrade") != null ? null : shape;
    }
}
