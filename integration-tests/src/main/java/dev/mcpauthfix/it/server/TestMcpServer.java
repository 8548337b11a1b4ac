package dev.mcpauthfix.it.server;

import dev.mcpauthfix.it.authorization.AuthorizationServer;
import dev.mcpauthfix.it.authorization.TestAuthorizationServer;
import dev.mcpauthfix.it.wire.WireExchange;
import dev.mcpauthfix.it.wire.WireHandler;
import dev.mcpauthfix.it.wire.WireRecorder;
import dev.mcpauthfix.it.wire.WireRequest;
import dev.mcpauthfix.it.wire.WireResponse;
import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** A running MCP server of some {@link ServerShape} on a free loopback port, with the authorization server it needs. */
public final class TestMcpServer implements AutoCloseable {

    private final ServerShape shape;
    private final WireRecorder wire;
    private final AuthorizationServer authorizationServer;
    private final Server jetty = new Server();
    private final ServerConnector connector = new ServerConnector(jetty);
    private final McpEndpoint endpoint;
    private @Nullable TestAuthorizationServer foreign;

    private TestMcpServer(ServerShape shape, Clock clock) {
        this.shape = shape;
        this.wire = new WireRecorder(clock);
        this.authorizationServer = new AuthorizationServer(shape.authorizationServer(), clock);
        this.endpoint = McpEndpoint.of(shape.transport(), shape.mcpPath());
    }

    /** Starts a server of this shape. */
    public static TestMcpServer start(ServerShape shape) throws Exception {
        return start(shape, Clock.systemUTC());
    }

    /** Starts a server whose tokens live by this clock. */
    public static TestMcpServer start(ServerShape shape, Clock clock) throws Exception {
        return start(shape, clock, server -> request -> Optional.empty());
    }

    /**
     * Starts a server that answers some requests otherwise than its shape does.
     *
     * @param first makes, once the server's addresses are known, what is asked before the shape, for the MCP endpoint too
     */
    public static TestMcpServer startWith(ServerShape shape, Function<TestMcpServer, WireHandler> first)
            throws Exception {
        return start(shape, Clock.systemUTC(), first);
    }

    private static TestMcpServer start(ServerShape shape, Clock clock, Function<TestMcpServer, WireHandler> first)
            throws Exception {
        TestMcpServer server = new TestMcpServer(shape, clock);
        server.start(first);
        return server;
    }

    /** Scheme and authority. */
    public String origin() {
        return "http://127.0.0.1:" + connector.getLocalPort();
    }

    /** The MCP URL, which is all that a client is told. */
    public URI mcpUri() {
        return URI.create(origin() + shape.mcpPath());
    }

    public ServerShape shape() {
        return shape;
    }

    /** Everything that went to the MCP server and its authorization server. */
    public WireRecorder wire() {
        return wire;
    }

    /** Whether a request went to the MCP endpoint itself. */
    public boolean isMcp(WireExchange exchange) {
        return exchange.origin().equals(origin()) && endpoint.paths().contains(exchange.path());
    }

    /** The authorization server, wherever it is hosted. */
    public AuthorizationServer authorizationServer() {
        return authorizationServer;
    }

    /** The resource indicator that tokens are issued for. */
    public String resource() {
        return shape.resource().replace("{origin}", origin()).replace("{mcp}", mcpUri().toString());
    }

    @Override
    public void close() {
        endpoint.close();
        stop();
        if (foreign != null) {
            foreign.close();
        }
    }

    private void stop() {
        try {
            jetty.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("the test server did not stop", failure);
        }
    }

    private void start(Function<TestMcpServer, WireHandler> first) throws Exception {
        connector.setHost("127.0.0.1");
        // The port is taken before the documents that name it are made.
        connector.open();
        jetty.addConnector(connector);
        if (shape.foreignAuthorizationServer()) {
            foreign = TestAuthorizationServer.start(authorizationServer, wire);
        } else {
            authorizationServer.hostedAt(origin());
        }
        authorizationServer.issuesTokensFor(Set.of(resource()));
        ServletContextHandler context = new ServletContextHandler();
        JettyWebSocketServletContainerInitializer.configure(context, null);
        FilterHolder gate = new FilterHolder(
                new Gate(origin(), wire, mayEnter(), first.apply(this), besideMcp(), challenge(), endpoint.paths()));
        gate.setAsyncSupported(true);
        context.addFilter(gate, "/*", EnumSet.of(DispatcherType.REQUEST));
        ServletHolder servlet = new ServletHolder(endpoint.servlet());
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/*");
        jetty.setHandler(context);
        jetty.start();
    }

    private Predicate<WireRequest> mayEnter() {
        return shape.challenge().admits() ? request -> true : Gate.carrying(authorizationServer::accepts);
    }

    private WireHandler besideMcp() {
        return request -> {
            Optional<WireResponse> document = protectedResourceMetadata(request);
            return document.isPresent() || shape.foreignAuthorizationServer()
                    ? document
                    : authorizationServer.handle(request);
        };
    }

    private Optional<WireResponse> protectedResourceMetadata(WireRequest request) {
        if (!request.path().equals(shape.resourceMetadataAt())) {
            return Optional.empty();
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("resource", resource());
        document.put("authorization_servers", List.of(authorizationServer.issuer()));
        document.put("bearer_methods_supported", List.of("header"));
        return Optional.of(WireResponse.json(200, document));
    }

    private WireResponse challenge() {
        return shape.challenge().toResponse(origin(), origin() + shape.resourceMetadataAt());
    }
}
