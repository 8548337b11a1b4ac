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
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Stands before the MCP servlet: records every request, lets those in that may enter, answers all others itself. */
final class Gate extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient WireRecorder wire;
    private final transient Predicate<WireRequest> mayEnter;
    private final transient WireHandler first;
    private final transient WireHandler besideMcp;
    private final transient WireResponse challenge;
    private final transient Set<String> mcpPaths;
    private final String origin;

    /**
     * Makes a gate.
     *
     * @param mayEnter whether a request to an MCP path is let in
     * @param first is asked before all else, for the MCP paths too
     * @param besideMcp answers everything outside the MCP paths; what it leaves is not found
     * @param challenge answers a request without a valid token
     * @param mcpPaths the paths behind the gate
     */
    Gate(
            String origin,
            WireRecorder wire,
            Predicate<WireRequest> mayEnter,
            WireHandler first,
            WireHandler besideMcp,
            WireResponse challenge,
            Set<String> mcpPaths) {
        this.origin = origin;
        this.wire = wire;
        this.mayEnter = mayEnter;
        this.first = first;
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
        Optional<WireResponse> answer = first.handle(seen);
        if (answer.isPresent()) {
            send(answer.get(), exchange, response);
        } else if (!mcpPaths.contains(seen.path())) {
            send(besideMcp.handle(seen).orElseGet(() -> WireResponse.text(404, "Not Found")), exchange, response);
        } else if (mayEnter.test(seen)) {
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

    /** Lets those in that carry a valid token (RFC 6750, section 2.1). */
    static Predicate<WireRequest> carrying(Predicate<String> validToken) {
        return request -> {
            String authorization = request.headers().getOrDefault("authorization", "");
            return authorization.startsWith("Bearer ") && validToken.test(authorization.substring(7));
        };
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
