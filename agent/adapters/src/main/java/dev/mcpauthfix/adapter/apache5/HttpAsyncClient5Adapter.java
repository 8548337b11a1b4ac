package dev.mcpauthfix.adapter.apache5;

import dev.mcpauthfix.adapter.Adapter;
import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.adapter.NestedLibrary;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecChainHandler;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.jspecify.annotations.Nullable;

/**
 * Sits in {@code AsyncProtocolExec.execute(request, entityProducer, scope, chain, callback)} of the asynchronous client, for HTTP/1.1 and
 * HTTP/2: each hop of a redirect passes it, and the library's own authentication has had its turn.
 */
public final class HttpAsyncClient5Adapter implements Adapter {

    private static final int HANDLER = 0;
    private static final int REQUEST = 1;
    private static final int BODY = 2;
    private static final int SCOPE = 3;
    private static final int CHAIN = 4;
    private static final int CALLBACK = 5;

    private final Host host;

    /** Created by the dispatcher when the first client of this library makes a call. */
    public HttpAsyncClient5Adapter(Host host) {
        this.host = host;
    }

    @Override
    public void enter(Object[] call) {
        if (call[REQUEST] instanceof HttpRequest request
                && call[SCOPE] instanceof AsyncExecChain.Scope scope
                && call[CALLBACK] instanceof AsyncExecCallback callback
                && !(callback instanceof Attempt)) {
            Hop hop = Hop.of(
                    host,
                    request,
                    (AsyncEntityProducer) call[BODY],
                    scope.route,
                    scope.execRuntime,
                    scope.clientContext,
                    scope.exchangeId,
                    scope.cancellableDependency);
            if (hop != null && !NestedLibrary.isCalled()) {
                AsyncCall answered = new AsyncCall(
                        hop,
                        (AsyncExecChainHandler) call[HANDLER],
                        request,
                        (AsyncEntityProducer) call[BODY],
                        scope,
                        (AsyncExecChain) call[CHAIN],
                        callback);
                call[REQUEST] = answered.firstRequest();
                call[CALLBACK] = answered.firstAttempt();
            }
        }
    }

    @Override
    public @Nullable Object exit(@Nullable Object result, Object[] call) {
        return result;
    }
}
