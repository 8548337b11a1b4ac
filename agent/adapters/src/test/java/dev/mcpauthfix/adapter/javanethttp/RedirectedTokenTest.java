package dev.mcpauthfix.adapter.javanethttp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.AuthorizationEngine;
import dev.mcpauthfix.engine.ChallengeResponse;
import dev.mcpauthfix.engine.Decision;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server on a real socket, whose /mcp wants a token and redirects whoever brings it. */
class RedirectedTokenTest {

    private static final Authorization TOKEN = Authorization.bearer(Secret.of("t"));

    private final Map<String, String> authorizations = new ConcurrentHashMap<>();
    private String location = "";
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aTokenFollowsARedirectWithinItsResource() throws Exception {
        location = "/mcp/";
        send();

        assertThat(authorizations).containsEntry("/mcp/", "Bearer t");
    }

    @Test
    @Tag("attack-8")
    void aTokenDoesNotFollowARedirectToAnotherPathOfTheOrigin() throws Exception {
        location = "/collect";
        send();

        assertThat(authorizations).containsEntry("/mcp", "Bearer t").containsEntry("/collect", "none");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        authorizations.put(path, authorization == null ? "none" : authorization);
        int status = 200;
        if (path.equals("/mcp")) {
            status = authorization == null ? 401 : 307;
            exchange.getResponseHeaders()
                    .set(status == 401 ? "WWW-Authenticate" : "Location", status == 401 ? "Bearer" : location);
        }
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** Sends as the woven client does. */
    private void send() throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Accept", "application/json, text/event-stream")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build();
        JavaNetHttpAdapter adapter = new JavaNetHttpAdapter(new EngineOfOneResource());
        Object[] call = {client, request, BodyHandlers.discarding(), null, null};
        adapter.enter(call);
        @SuppressWarnings("unchecked")
        BodyHandler<Object> handler = (BodyHandler<Object>) call[2];
        Object response = adapter.exit(client.sendAsync((HttpRequest) call[1], handler), call);
        HttpResponse<?> received =
                (HttpResponse<?>) ((CompletableFuture<?>) Objects.requireNonNull(response)).get(20, TimeUnit.SECONDS);
        assertThat(received.statusCode()).isEqualTo(200);
    }

    /** Gives the token to /mcp and what is below it. */
    private static final class EngineOfOneResource implements Host, AuthorizationEngine {

        private volatile boolean loggedIn;

        @Override
        public boolean takesMessages(String host) {
            return false;
        }

        @Override
        public boolean takesMessages() {
            return false;
        }

        @Override
        public Optional<Authorization> authorize(McpRequest request) {
            boolean covered = List.of("/mcp", "/mcp/").contains(request.uri().getPath());
            return loggedIn && covered ? Optional.of(TOKEN) : Optional.empty();
        }

        @Override
        public CompletionStage<Decision> onChallenge(McpRequest request, ChallengeResponse response) {
            loggedIn = true;
            return CompletableFuture.completedFuture(new Decision.Retry(TOKEN));
        }

        @Override
        public void onOutcome(McpRequest request, int status) {}

        @Override
        public AuthorizationEngine engineIfStarted() {
            return this;
        }

        @Override
        public boolean leavesAlone(URI uri, Function<String, @Nullable String> header) {
            return false;
        }

        @Override
        public AuthorizationEngine engine() {
            return this;
        }

        @Override
        public void fault(String where, Throwable fault) {
            throw new AssertionError(where, fault);
        }
    }
}
