package dev.mcpauthfix.it.server;

import dev.mcpauthfix.it.wire.WireHandler;
import dev.mcpauthfix.it.wire.WireRecorder;
import dev.mcpauthfix.it.wire.WireResponse;
import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * An MCP server that leaves logins to somebody else's authorization server. It has protected resource metadata (RFC 9728) at the
 * well-known address and, like so many, a challenge that does not say so.
 */
public final class ResourceServer implements AutoCloseable {

    private static final String MCP = "/mcp";
    private static final String METADATA = "/.well-known/oauth-protected-resource/mcp";

    private final WireRecorder wire = new WireRecorder(Clock.systemUTC());
    private final McpEndpoint endpoint = McpEndpoint.streamable(MCP);
    private final Server jetty = new Server();
    private final ServerConnector connector = new ServerConnector(jetty);
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    private ResourceServer() {}

    /**
     * Starts it.
     *
     * @param scopes what its metadata says about scopes, empty for nothing
     * @param validToken whether an access token is valid
     */
    public static ResourceServer start(String issuer, List<String> scopes, Predicate<String> validToken)
            throws Exception {
        ResourceServer server = new ResourceServer();
        server.open(issuer, scopes, validToken);
        return server;
    }

    private void open(String issuer, List<String> scopes, Predicate<String> validToken) throws Exception {
        connector.setHost("127.0.0.1");
        connector.open();
        jetty.addConnector(connector);
        Map<String, Object> metadata = scopes.isEmpty()
                ? Map.of("resource", mcpUri().toString(), "authorization_servers", List.of(issuer))
                : Map.of(
                        "resource",
                        mcpUri().toString(),
                        "authorization_servers",
                        List.of(issuer),
                        "scopes_supported",
                        scopes);
        WireHandler besideMcp = request ->
                request.path().equals(METADATA) ? Optional.of(WireResponse.json(200, metadata)) : Optional.empty();
        WireResponse challenge =
                new WireResponse(401, Map.of("WWW-Authenticate", List.of("Bearer error=\"invalid_token\"")), "");
        ServletContextHandler context = new ServletContextHandler();
        FilterHolder gate = new FilterHolder(new Gate(
                origin(),
                wire,
                Gate.carrying(token -> accepts(token, validToken)),
                request -> Optional.empty(),
                besideMcp,
                challenge,
                endpoint.paths()));
        gate.setAsyncSupported(true);
        context.addFilter(gate, "/*", EnumSet.of(DispatcherType.REQUEST));
        ServletHolder servlet = new ServletHolder(endpoint.servlet());
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/*");
        jetty.setHandler(context);
        jetty.start();
    }

    private boolean accepts(String token, Predicate<String> validToken) {
        seen.add(token);
        return !refused.contains(token) && validToken.test(token);
    }

    /** From now on no token is accepted that was ever shown here, as if they had run out. */
    public void refuseAllSoFar() {
        refused.addAll(seen);
    }

    private String origin() {
        return "http://127.0.0.1:" + connector.getLocalPort();
    }

    /** The MCP URL, which is all that a client is told. */
    public URI mcpUri() {
        return URI.create(origin() + MCP);
    }

    @Override
    public void close() {
        endpoint.close();
        try {
            jetty.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("the MCP server did not stop", failure);
        }
    }
}
