package dev.mcpauthfix.it.soak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpauthfix.it.authorization.AuthorizationServer;
import dev.mcpauthfix.it.authorization.AuthorizationServerSettings;
import dev.mcpauthfix.it.wire.WireRequest;
import dev.mcpauthfix.it.wire.WireResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** The founding shape with little else: an MCP endpoint that answers {@code ping}, and its authorization server beside it. */
final class SoakServer implements AutoCloseable {

    private static final String PONG = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}";

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AuthorizationServer authorizationServer;
    private final LongAdder challenges = new LongAdder();
    private final LongAdder logins = new LongAdder();

    private SoakServer(HttpServer http, AuthorizationServerSettings settings) {
        this.http = http;
        this.authorizationServer = new AuthorizationServer(settings, Clock.systemUTC());
    }

    static SoakServer start(AuthorizationServerSettings settings) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        SoakServer server = new SoakServer(http, settings);
        server.authorizationServer.hostedAt(server.origin());
        http.setExecutor(server.threads);
        http.createContext("/", server::answer);
        http.start();
        return server;
    }

    URI mcpUri() {
        return URI.create(origin() + "/mcp");
    }

    AuthorizationServer authorizationServer() {
        return authorizationServer;
    }

    /** How many requests were answered 401, whoever saw it. */
    long challenges() {
        return challenges.sum();
    }

    long logins() {
        return logins.sum();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private String origin() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        WireResponse response = response(read(exchange));
        byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
        response.headers()
                .forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
        exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private WireResponse response(WireRequest request) {
        if (!request.path().equals("/mcp")) {
            if (request.path().endsWith("/authorize")) {
                logins.increment();
            }
            return authorizationServer.handle(request).orElseGet(() -> WireResponse.text(404, "Not Found"));
        }
        String authorization = request.headers().getOrDefault("authorization", "");
        if (authorization.startsWith("Bearer ")
                && authorizationServer.accepts(authorization.substring("Bearer ".length()))) {
            return new WireResponse(200, Map.of("Content-Type", List.of("application/json")), PONG);
        }
        challenges.increment();
        return new WireResponse(401, Map.of("WWW-Authenticate", List.of("Bearer error=\"invalid_token\"")), "");
    }

    private static WireRequest read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        URI uri = exchange.getRequestURI();
        return new WireRequest(
                exchange.getRequestMethod(), uri.getRawPath(), uri.getRawQuery(), Map.copyOf(headers), body);
    }
}
