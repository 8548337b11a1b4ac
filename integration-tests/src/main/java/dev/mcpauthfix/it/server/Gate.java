package dev.mcpauthfix.it.server;

import dev.mcpauthfix.it.wire.WireExchange;
import dev.mcpauthfix.it.wire.WireHandler;
import dev.mcpauthfix.it.wire.WireRecorder;
import dev.mcpauthfix.it.wire.WireRequest;
import dev.mcpauthfix.it.wire.WireResponse;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Stands before the MCP servlet: records every request, lets those with a valid token in, answers all others itself. */
final class Gate extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient WireRecorder wire;
    private final transient Predicate<String> validToken;
    private final transient WireHandler besideMcp;
    private final transient WireResponse challenge;
    private final transient Set<String> mcpPaths;
    private final String origin;

    /**
     * Makes a gate.
     *
     * @param validToken whether an access token is valid
     * @param besideMcp answers everything outside the MCP paths; what it leaves is not found
     * @param challenge answers a request without a valid token
     * @param mcpPaths the paths behind the gate
     */
    Gate(
            String origin,
            WireRecorder wire,
            Predicate<String> validToken,
            WireHandler besideMcp,
            WireResponse challenge,
            Set<String> mcpPaths) {
        this.origin = origin;
        this.wire = wire;
        this.validToken = validToken;
        this.besideMcp = besideMcp;
        this.challenge = challenge;
        this.mcpPaths = mcpPaths;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        byte[] body = request.getInputStream().readAllBytes();
        WireRequest seen = read(request, body);
        WireExchange exchange = wire.arrived(origin, seen);
        if (!mcpPaths.contains(seen.path())) {
            send(besideMcp.handle(seen).orElseGet(() -> WireResponse.text(404, "Not Found")), exchange, response);
        } else if (mayEnter(seen)) {
            chain.doFilter(new ReplayedBody(request, body), response);
            exchange.answered(response.getStatus());
            if (request.isAsyncStarted() && seen.method().equals("GET")) {
                // The SDK's server sends the head of an event stream with its first event, for which some clients wait.
                response.flushBuffer();
            }
        } else {
            send(challenge, exchange, response);
        }
    }

    private boolean mayEnter(WireRequest request) {
        String authorization = request.headers().getOrDefault("authorization", "");
        return authorization.startsWith("Bearer ") && validToken.test(authorization.substring(7));
    }

    private static void send(WireResponse answer, WireExchange exchange, HttpServletResponse response)
            throws IOException {
        exchange.answered(answer.status());
        response.setStatus(answer.status());
        answer.headers().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static WireRequest read(HttpServletRequest request, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
        }
        return new WireRequest(
                request.getMethod(),
                request.getRequestURI(),
                request.getQueryString(),
                headers,
                new String(body, StandardCharsets.UTF_8));
    }
}
