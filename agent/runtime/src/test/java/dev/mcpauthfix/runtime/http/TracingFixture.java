package dev.mcpauthfix.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.NetworkPath;
import dev.mcpauthfix.engine.port.HttpFetcher.Request;
import dev.mcpauthfix.engine.port.HttpFetcher.Unreachable;
import dev.mcpauthfix.runtime.http.TracingFetcher.Traced;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Traces requests to {@code auth.example.com} on loopback, which is the MCP server itself. */
final class TracingFixture {

    private static final Duration ENOUGH = Duration.ofSeconds(20);

    private TracingFixture() {}

    static NetworkPath direct(@Nullable SSLContext client) {
        return new NetworkPath(ProxySelector.of(null), client == null ? null : client.getSocketFactory());
    }

    static NetworkPath through(int proxyPort, @Nullable SSLContext client) {
        return new NetworkPath(
                ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxyPort)),
                client == null ? null : client.getSocketFactory());
    }

    static Traced trace(String uri, NetworkPath network) {
        return trace(uri, network, resolver(), ENOUGH);
    }

    static Traced trace(String uri, NetworkPath network, NameResolver resolver, Duration limit) {
        URI mcp = URI.create(uri);
        return new TracingFetcher(Clock.systemUTC(), limit, new PinnedResolver(resolver, Map.of()))
                .trace(new Request("GET", mcp, Map.of(), null, mcp, network));
    }

    static RecordingResolver resolver() {
        return new RecordingResolver()
                .answer("auth.example.com", "127.0.0.1")
                .answer("localhost", "127.0.0.1")
                .answer("127.0.0.1", "127.0.0.1");
    }

    static String reason(Traced traced) {
        assertThat(traced.result()).isInstanceOf(Unreachable.class);
        String reason = ((Unreachable) traced.result()).reason();
        assertThat(reason).doesNotContainPattern("\\p{Cntrl}");
        return reason;
    }

    static List<String> hops(Traced traced) {
        return traced.hops().stream().map(hop -> hop.kind() + " " + hop.words()).toList();
    }
}
