package dev.mcpauthfix.it.server;

import dev.mcpauthfix.it.wire.WireExchange;
import java.util.List;

/** Tells from the wire alone which rung of the discovery ladder led to the authorization server. */
public final class ObservedRung {

    private static final String PROTECTED_RESOURCE = "/.well-known/oauth-protected-resource";

    private ObservedRung() {}

    /** The rung's name as the agent's own events have it; empty where no token was asked for. */
    public static String in(TestMcpServer server) {
        List<WireExchange> good = server.wire().exchanges().stream()
                .filter(exchange -> exchange.status() == 200 && !server.isMcp(exchange))
                .toList();
        if (good.stream().noneMatch(exchange -> exchange.path().endsWith("/token"))) {
            return "";
        }
        for (WireExchange exchange : good) {
            String path = exchange.path();
            if (path.equals(server.shape().resourceMetadataAt())) {
                return resourceMetadata(path);
            }
            if (path.contains("/.well-known/")) {
                return exchange.origin().equals(server.origin()) ? serverMetadata(path) : "configured";
            }
        }
        return "default-endpoints";
    }

    private static String resourceMetadata(String path) {
        if (path.equals(PROTECTED_RESOURCE)) {
            return "resource-metadata-root";
        }
        return path.startsWith(PROTECTED_RESOURCE) ? "resource-metadata-path" : "hint";
    }

    private static String serverMetadata(String path) {
        return path.equals("/.well-known/oauth-authorization-server")
                        || path.equals("/.well-known/openid-configuration")
                ? "server-metadata-origin"
                : "server-metadata-path";
    }
}
