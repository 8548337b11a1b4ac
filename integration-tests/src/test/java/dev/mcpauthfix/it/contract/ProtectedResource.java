package dev.mcpauthfix.it.contract;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An MCP endpoint as in anthropics/claude-code#61376, reduced to what an HTTP client sees of it. */
final class ProtectedResource implements ContractServer.Route {

    static final String CHALLENGE = "Bearer error=\"invalid_token\"";
    static final String REFUSAL = "{\"error\":\"invalid_token\"}";
    static final String EVENTS = "event: message\ndata: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n";

    private final ContractServer server;

    ProtectedResource(ContractServer server) {
        this.server = server;
    }

    @Override
    public void answer(Received request, HttpExchange exchange) throws IOException {
        if (server.authorizationServer().accepts(request.token())) {
            admit(request, exchange);
        } else {
            refuse(exchange);
        }
    }

    static void refuse(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("WWW-Authenticate", CHALLENGE);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        ContractServer.send(exchange, 401, REFUSAL.getBytes(StandardCharsets.UTF_8));
    }

    /** A POST is answered with its own body, so that the test sees it came through. */
    static void admit(Received request, HttpExchange exchange) throws IOException {
        boolean stream = request.method().equals("GET");
        exchange.getResponseHeaders().set("Content-Type", stream ? "text/event-stream" : "application/json");
        exchange.getResponseHeaders().set("Mcp-Session-Id", "7");
        ContractServer.send(exchange, 200, stream ? EVENTS.getBytes(StandardCharsets.UTF_8) : request.bytes());
    }
}
