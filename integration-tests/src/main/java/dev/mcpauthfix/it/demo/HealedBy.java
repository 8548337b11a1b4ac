package dev.mcpauthfix.it.demo;

import dev.mcpauthfix.it.server.TestMcpServer;
import dev.mcpauthfix.it.wire.WireExchange;
import java.util.List;

/** Tells from the wire alone which rung of the discovery ladder led to the authorization server. */
final class HealedBy {

    private static final String PROTECTED_RESOURCE = "/.well-known/oauth-protected-resource";

    private HealedBy() {}

    /** The rung's name as the agent's own events have it; empty where nothing was discovered. */
    static String rung(TestMcpServer server) {
        List<String> found = server.wire().exchanges().stream()
                .filter(exchange ->
                        exchange.status() == 200 && exchange.method().equals("GET"))
                .filter(exchange -> exchange.origin().equals(server.origin()) && !server.isMcp(exchange))
                .map(WireExchange::path)
                .filter(path -> path.contains("/.well-known/")
                        || path.equals(server.shape().resourceMetadataAt()))
                .toList();
        if (found.isEmpty()) {
            boolean assumed = server.wire().exchanges().stream()
                    .anyMatch(exchange -> exchange.path().equals("/token") && exchange.status() == 200);
            return assumed ? "default-endpoints" : "";
        }
        String path = found.get(0);
        if (path.equals(server.shape().resourceMetadataAt())) {
            return path.equals(PROTECTED_RESOURCE)
                    ? "resource-metadata-root"
                    : path.startsWith(PROTECTED_RESOURCE) ? "resource-metadata-path" : "hint";
        }
        return path.equals("/.well-known/oauth-authorization-server")
                        || path.equals("/.well-known/openid-configuration")
                ? "server-metadata-origin"
                : "server-metadata-path";
    }
}
