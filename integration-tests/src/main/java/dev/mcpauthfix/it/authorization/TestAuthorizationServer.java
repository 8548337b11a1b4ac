package dev.mcpauthfix.it.authorization;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpauthfix.it.wire.WireExchange;
import dev.mcpauthfix.it.wire.WireRecorder;
import dev.mcpauthfix.it.wire.WireRequest;
import dev.mcpauthfix.it.wire.WireResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Hosts an {@link AuthorizationServer} on a loopback origin of its own. */
public final class TestAuthorizationServer implements AutoCloseable {

    private final AuthorizationServer server;
    private final WireRecorder wire;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private TestAuthorizationServer(AuthorizationServer server, WireRecorder wire, HttpServer http) {
        this.server = server;
        this.wire = wire;
        this.http = http;
    }

    /** Starts on a free port. */
    public static TestAuthorizationServer start(AuthorizationServer server, WireRecorder wire) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TestAuthorizationServer started = new TestAuthorizationServer(server, wire, http);
        http.setExecutor(started.threads);
        http.createContext("/", started::answer);
        server.hostedAt(started.origin());
        http.start();
        return started;
    }

    /** Scheme and authority. */
    public String origin() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        WireRequest request = read(exchange);
        WireExchange recorded = wire.arrived(origin(), request);
        WireResponse response = server.handle(request).orElseGet(() -> WireResponse.text(404, "Not Found"));
        recorded.answered(response.status());
        byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
        response.headers()
                .forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
        exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static WireRequest read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new WireRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestURI().getRawQuery(),
                headers,
                body);
    }
}
