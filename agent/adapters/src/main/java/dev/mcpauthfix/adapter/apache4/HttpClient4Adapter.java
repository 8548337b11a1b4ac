package dev.mcpauthfix.adapter.apache4;

import dev.mcpauthfix.adapter.Adapter;
import dev.mcpauthfix.adapter.Host;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpExecutionAware;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.impl.execchain.ClientExecChain;
import org.jspecify.annotations.Nullable;

/**
 * Sits in {@code MainClientExec.execute(route, request, context, execAware)} of the classic client: each hop of a redirect passes it, the
 * library's own authentication has had its turn, and no interceptor sees the refusal or the token.
 */
public final class HttpClient4Adapter implements Adapter {

    private static final int CHAIN = 0;
    private static final int ROUTE = 1;
    private static final int REQUEST = 2;
    private static final int CONTEXT = 3;
    private static final int AWARE = 4;

    private final Host host;

    /** Created by the dispatcher when the first client of this library makes a call. */
    public HttpClient4Adapter(Host host) {
        this.host = host;
    }

    @Override
    public void enter(Object[] call) {
        if (call[REQUEST] instanceof HttpRequestWrapper request && !(call[AWARE] instanceof SeenAware)) {
            HttpRoute route = (HttpRoute) call[ROUTE];
            HttpClientContext context = (HttpClientContext) call[CONTEXT];
            ClientExecChain chain = (ClientExecChain) call[CHAIN];
            Hop hop = Hop.of(host, chain, route, request, context, call[AWARE]);
            if (hop != null) {
                call[AWARE] =
                        new ClassicCall(hop, chain, route, request, context, (HttpExecutionAware) call[AWARE]).aware();
            }
        }
    }

    @Override
    public @Nullable Object exit(@Nullable Object result, Object[] call) {
        ClassicCall answered = call[AWARE] instanceof SeenAware seen ? seen.call() : null;
        return answered != null && result instanceof CloseableHttpResponse first ? answered.answer(first) : result;
    }
}
