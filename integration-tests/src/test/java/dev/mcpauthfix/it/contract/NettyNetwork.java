package dev.mcpauthfix.it.contract;

import javax.net.ssl.TrustManagerFactory;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.transport.ProxyProvider;

/** How an application tells Reactor Netty its way through the network, directly or below WebClient. */
final class NettyNetwork {

    private NettyNetwork() {}

    /** Before it is told its event loop, with which comes a resolver that would look up what only the proxy knows. */
    static HttpClient configured(HttpClient plain, Call.Network network) {
        HttpClient client = plain;
        if (!network.trusted().isEmpty()) {
            TrustManagerFactory trust = ClientTrust.of(network).factory();
            client = network.http2()
                    ? client.protocol(HttpProtocol.H2)
                            .secure(tls -> tls.sslContext(
                                    Http2SslContextSpec.forClient().configure(context -> context.trustManager(trust))))
                    : client.secure(tls -> tls.sslContext(
                            Http11SslContextSpec.forClient().configure(context -> context.trustManager(trust))));
        }
        return network.proxyPort() == 0
                ? client
                : client.proxy(proxy ->
                        proxy.type(ProxyProvider.Proxy.HTTP).host("127.0.0.1").port(network.proxyPort()));
    }
}
