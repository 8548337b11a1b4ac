package dev.mcpauthfix.it.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** Hosts a {@link WireHandler} on a loopback origin of its own and records what comes. What the handler leaves is not found. */
public final class WireServer implements AutoCloseable {

    private final String origin;
    private final WireRecorder wire;
    private final WireHandler handler;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private WireServer(HttpServer http, String scheme, WireRecorder wire, Function<String, WireHandler> handler) {
        this.http = http;
        this.wire = wire;
        this.origin = scheme + "://127.0.0.1:" + http.getAddress().getPort();
        this.handler = handler.apply(origin);
    }

    /**
     * Starts on a free port.
     *
     * @param handler makes the handler once its origin is known
     */
    public static WireServer start(WireRecorder wire, Function<String, WireHandler> handler) throws IOException {
        return new WireServer(HttpServer.create(loopback(), 0), "http", wire, handler).started();
    }

    /** The same over TLS. */
    public static WireServer start(WireRecorder wire, SSLContext tls, Function<String, WireHandler> handler)
            throws IOException {
        HttpsServer https = HttpsServer.create(loopback(), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new WireServer(https, "https", wire, handler).started();
    }

    /** Scheme and authority. */
    public String origin() {
        return origin;
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private WireServer started() {
        http.setExecutor(threads);
        http.createContext("/", this::answer);
        http.start();
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        WireRequest request = read(exchange);
        WireExchange recorded = wire.arrived(origin, request);
        WireResponse response = handler.handle(request).orElseGet(() -> WireResponse.text(404, "Not Found"));
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
