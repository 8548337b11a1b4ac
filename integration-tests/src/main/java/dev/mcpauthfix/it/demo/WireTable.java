package dev.mcpauthfix.it.demo;

import dev.mcpauthfix.it.server.TestMcpServer;
import dev.mcpauthfix.it.wire.WireExchange;
import java.util.List;

/** Tells request by request what went over the wire: who sent it, what it was for, how it was answered. */
final class WireTable {

    private static final String ROW = "   %-7s %-59.59s %-4s %s";

    /** What a real browser asks for by itself. */
    private static final String ICON = "icon of the page";

    private final TestMcpServer server;

    WireTable(TestMcpServer server) {
        this.server = server;
    }

    void print(Terminal terminal, List<WireExchange> exchanges) {
        terminal.line(
                Terminal.Ink.DIM,
                ROW.formatted("who", "request", "", "what for").stripTrailing());
        boolean refused = false;
        for (WireExchange exchange : exchanges) {
            boolean replay = refused && exchange.carriedToken();
            refused = refused ? !replay : exchange.status() == 401;
            String request = exchange.method() + " " + exchange.path();
            Object status = exchange.status() == 0 ? "open" : exchange.status();
            String row = ROW.formatted(who(exchange, replay), request, status, purpose(exchange, replay));
            terminal.line(ink(exchange), row);
        }
    }

    private String who(WireExchange exchange, boolean replay) {
        if (isMcp(exchange)) {
            return replay ? "agent" : "client";
        }
        return switch (purpose(exchange, false)) {
            case "authorization request", "consent", ICON -> "browser";
            default -> "agent";
        };
    }

    private String purpose(WireExchange exchange, boolean replay) {
        if (replay) {
            return "the same, with a token";
        }
        if (isMcp(exchange)) {
            return message(exchange);
        }
        if (exchange.path().startsWith("/.well-known/oauth-protected-resource")) {
            return found(exchange, "resource metadata");
        }
        return exchange.path().contains("/.well-known/")
                ? found(exchange, "server metadata")
                : server.authorizationServer()
                        .purpose(exchange.path())
                        .orElse(exchange.path().equals("/favicon.ico") ? ICON : "");
    }

    private static String message(WireExchange exchange) {
        String rpcMethod = exchange.rpcMethod();
        return switch (exchange.method()) {
            case "GET" -> "event stream";
            case "DELETE" -> "end of session";
            default -> rpcMethod == null ? "answer to the server" : rpcMethod.replace("notifications/", "");
        };
    }

    private static String found(WireExchange exchange, String document) {
        return exchange.status() == 200 ? document + ": found" : document + "?";
    }

    private boolean isMcp(WireExchange exchange) {
        return server.isMcp(exchange);
    }

    private static Terminal.Ink ink(WireExchange exchange) {
        return switch (exchange.status() / 100) {
            case 4, 5 -> exchange.status() == 401 ? Terminal.Ink.RED : Terminal.Ink.DIM;
            default -> Terminal.Ink.PLAIN;
        };
    }
}
