package dev.mcpauthfix.it.contract;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A loopback origin whose every byte the tests choose, with or without an authorization server on it. */
final class ContractServer implements AutoCloseable {

    /** Answers the requests to one path. */
    interface Route {

        void answer(Received request, HttpExchange exchange) throws IOException;
    }

    private final @Nullable AuthorizationServer authorizationServer;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Route> routes = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final IssuedSecrets secrets;
    private final AtomicReference<@Nullable Hold> hold = new AtomicReference<>();
    private final AtomicInteger numbers = new AtomicInteger();

    private ContractServer(@Nullable AuthorizationServer authorizationServer, IssuedSecrets secrets, HttpServer http) {
        this.authorizationServer = authorizationServer;
        this.secrets = secrets;
        this.http = http;
    }

    /** An origin with an authorization server of this shape, which adds its secrets to these. */
    static ContractServer with(AuthorizationServerSettings.Builder settings, IssuedSecrets secrets) throws IOException {
        return start(new AuthorizationServer(settings.build(), Clock.systemUTC()), secrets);
    }

    /** An origin where all but the routes is not found. */
    static ContractServer withoutAuthorizationServer() throws IOException {
        return start(null, new IssuedSecrets());
    }

    private static ContractServer start(@Nullable AuthorizationServer authorizationServer, IssuedSecrets secrets)
            throws IOException {
        HttpServer http = bind();
        ContractServer server = new ContractServer(authorizationServer, secrets, http);
        http.setExecutor(server.threads);
        http.createContext("/", server::answer);
        if (authorizationServer != null) {
            authorizationServer.hostedAt(server.origin());
        }
        http.start();
        return server;
    }

    private static HttpServer bind() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        if (FreshPorts.take(http.getAddress().getPort())) {
            return http;
        }
        try {
            return bind();
        } finally {
            http.stop(0);
        }
    }

    String origin() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    URI uri(String path) {
        return URI.create(origin() + path);
    }

    /** Answers a path that no test uses yet. */
    URI route(Route route) {
        return route("/" + numbers.incrementAndGet() + "/mcp", route);
    }

    URI route(String path, Route route) {
        routes.put(path, route);
        return uri(path);
    }

    /** A path that wants a token of our authorization server. */
    URI protectedResource() {
        return route(new ProtectedResource(this));
    }

    AuthorizationServer authorizationServer() {
        if (authorizationServer == null) {
            throw new IllegalStateException("this origin has no authorization server");
        }
        return authorizationServer;
    }

    IssuedSecrets secrets() {
        return secrets;
    }

    /** Everything that came to this path, in order. */
    List<Received> received(String path) {
        return received.stream().filter(one -> one.path().equals(path)).toList();
    }

    List<Received> received(URI uri) {
        return received(uri.getPath());
    }

    /** Everything that came, to any path. */
    List<Received> received() {
        return List.copyOf(received);
    }

    /** Keeps the next login waiting at the authorization endpoint. */
    Hold holdNextLogin() {
        Hold next = new Hold();
        hold.set(next);
        return next;
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Received request = Received.read(exchange);
            received.add(request);
            Route route = routes.get(request.path());
            if (route != null) {
                route.answer(request, exchange);
            } else {
                send(exchange, authorize(request).orElseGet(() -> WireResponse.text(404, "Not Found")));
            }
        }
    }

    private Optional<WireResponse> authorize(Received received) {
        if (authorizationServer == null) {
            return Optional.empty();
        }
        WireRequest request = received.toWire();
        if (request.path().equals(authorizationServer.endpoint("authorize").getPath())) {
            Hold held = hold.getAndSet(null);
            if (held != null) {
                held.pass();
            }
        }
        Optional<WireResponse> response = authorizationServer.handle(request);
        response.ifPresent(answer -> secrets.note(request, answer));
        return response;
    }

    static void send(HttpExchange exchange, WireResponse response) throws IOException {
        byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
        response.headers()
                .forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
        send(exchange, response.status(), body);
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
