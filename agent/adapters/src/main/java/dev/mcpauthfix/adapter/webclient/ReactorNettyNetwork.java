package dev.mcpauthfix.adapter.webclient;

import dev.mcpauthfix.adapter.ClientProxies;
import dev.mcpauthfix.adapter.ClientTls;
import dev.mcpauthfix.adapter.HiddenValue;
import dev.mcpauthfix.adapter.reactornetty.ClientNetwork;
import dev.mcpauthfix.engine.NetworkPath;
import java.net.InetSocketAddress;
import java.net.Proxy;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.netty.http.client.HttpClient;

/** How a client on Reactor Netty reaches the network; of other connectors nothing is known. */
final class ReactorNettyNetwork {

    private ReactorNettyNetwork() {}

    /** Whatever is below, without a look at it: that comes with the agent's first connection. */
    static NetworkPath of(ExchangeFunction function) {
        return new NetworkPath(
                new ClientProxies(target -> Linked.proxy(below(function), target)),
                new ClientTls(() -> Linked.tls(below(function))));
    }

    private static @Nullable Object below(ExchangeFunction function) {
        return HiddenValue.field(function, "connector", "httpClient");
    }

    /** Linked only where a look-up needs it; a class path without Reactor Netty has nothing to tell. */
    private static final class Linked {

        static @Nullable Proxy proxy(@Nullable Object below, InetSocketAddress target) {
            return below instanceof HttpClient client ? ClientNetwork.proxy(client.configuration(), target) : null;
        }

        static @Nullable SSLSocketFactory tls(@Nullable Object below) {
            return below instanceof HttpClient client ? ClientNetwork.tls(client.configuration()) : null;
        }
    }
}
