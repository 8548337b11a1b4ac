package dev.mcpauthfix.runtime.http;

import dev.mcpauthfix.engine.NetworkPath;
import dev.mcpauthfix.engine.port.HttpFetcher;
import dev.mcpauthfix.engine.port.HttpFetcher.Request;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A fetcher with short limits and requests on behalf of an MCP server on loopback. */
final class FetcherFixture {

    static final URI LOOPBACK_MCP = URI.create("http://127.0.0.1:1/mcp");
    static final URI PUBLIC_MCP = URI.create("https://mcp.example.com/mcp");
    static final NetworkPath DIRECT = new NetworkPath(ProxySelector.of(null), null);
    static final FetchLimits SHORT = new FetchLimits(Duration.ofMillis(300), Duration.ofMillis(700), 256 * 1024);

    private FetcherFixture() {}

    static HttpFetcher fetcher(NameResolver resolver) {
        return new BoundedHttpFetcher(Clock.systemUTC(), List.of(), resolver, SHORT);
    }

    static HttpFetcher fetcher() {
        return new BoundedHttpFetcher(
                Clock.systemUTC(),
                List.of(),
                new SystemNameResolver(),
                new FetchLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), 256 * 1024));
    }

    static Request get(URI uri) {
        return get(uri, LOOPBACK_MCP);
    }

    static Request get(URI uri, URI onBehalfOf) {
        return new Request("GET", uri, Map.of("Accept", "application/json"), null, onBehalfOf, DIRECT);
    }

    static Request post(URI uri, String body) {
        return new Request(
                "POST", uri, Map.of("Content-Type", "application/x-www-form-urlencoded"), body, LOOPBACK_MCP, DIRECT);
    }
}
