package dev.mcpauthfix.adapter.webclient;

import dev.mcpauthfix.engine.Origins;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.reactive.ClientHttpRequest;
import reactor.netty.http.client.HttpClientRequest;

/**
 * Where a connector really sends a request. Only Reactor Netty tells; the other libraries carry a header along redirects, so a
 * token is for the adapters that sit below those.
 */
record Hop(String method, URI uri) {

    private static final boolean REACTOR_NETTY = isPresent("reactor.netty.http.client.HttpClientRequest");

    /** The hop, null where the connector does not tell. */
    static @Nullable Hop of(ClientHttpRequest message, URI asked) {
        return REACTOR_NETTY ? ReactorNetty.hop(message.getNativeRequest(), asked) : null;
    }

    boolean isSameOrigin(URI other) {
        return Origins.same(uri, other);
    }

    private static boolean isPresent(String className) {
        try {
            Class.forName(className, false, Hop.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    /** Linked only where Reactor Netty is there. */
    private static final class ReactorNetty {

        static @Nullable Hop hop(Object message, URI asked) {
            if (!(message instanceof HttpClientRequest request)) {
                return null;
            }
            String method = request.method().name();
            String url = request.redirectedFrom().length == 0 ? null : request.resourceUrl();
            return new Hop(method, url == null ? asked : URI.create(url));
        }
    }
}
