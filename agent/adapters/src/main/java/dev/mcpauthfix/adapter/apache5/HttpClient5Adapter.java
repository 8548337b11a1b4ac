package dev.mcpauthfix.adapter.apache5;

import dev.mcpauthfix.adapter.Adapter;
import dev.mcpauthfix.adapter.Host;
import java.util.Map;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Sits in {@code ProtocolExec.execute(request, scope, chain)} of the classic client: each hop of a redirect passes it, the library's own
 * authentication has had its turn, and what is above sees one response as after a retry of the library's.
 */
public final class HttpClient5Adapter implements Adapter {

    private static final int HANDLER = 0;
    private static final int REQUEST = 1;
    private static final int SCOPE = 2;
    private static final int CHAIN = 3;

    private final Host host;

    /** Created by the dispatcher when the first client of this library makes a call. */
    public HttpClient5Adapter(Host host) {
        this.host = host;
    }

    @Override
    public void enter(Object[] call) {
        if (call[REQUEST] instanceof ClassicHttpRequest request
                && !(request instanceof SentRequest)
                && call[SCOPE] instanceof ExecChain.Scope scope) {
            Hop hop = Hop.of(
                    host,
                    request,
                    request.getEntity(),
                    scope.route,
                    scope.execRuntime,
                    scope.clientContext,
                    scope.exchangeId,
                    scope.originalRequest);
            if (hop != null) {
                Map<String, String> headers = hop.firstHeaders();
                ClassicCall answered = new ClassicCall(
                        hop, headers, (ExecChainHandler) call[HANDLER], request, scope, (ExecChain) call[CHAIN]);
                call[REQUEST] = new SentRequest(request, headers, answered);
            }
        }
    }

    @Override
    public @Nullable Object exit(@Nullable Object result, Object[] call) {
        ClassicCall answered = call[REQUEST] instanceof SentRequest sent ? sent.call() : null;
        return answered != null && result instanceof ClassicHttpResponse first ? answered.answer(first) : result;
    }
}
