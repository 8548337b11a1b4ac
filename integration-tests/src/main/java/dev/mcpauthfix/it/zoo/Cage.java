package dev.mcpauthfix.it.zoo;

import dev.mcpauthfix.it.server.TestMcpServer;
import dev.mcpauthfix.it.wire.WireExchange;
import dev.mcpauthfix.it.wire.WireRecorder;
import dev.mcpauthfix.it.wire.WireServer;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A running {@link Animal}: where it is, and what was asked of it. Closing it stops all of its servers. */
public final class Cage implements AutoCloseable {

    private final URI url;
    private final WireRecorder wire;
    private final List<AutoCloseable> servers;
    private final @Nullable TestMcpServer mcpServer;

    private Cage(URI url, WireRecorder wire, List<AutoCloseable> servers, @Nullable TestMcpServer mcpServer) {
        this.url = url;
        this.wire = wire;
        this.servers = List.copyOf(servers);
        this.mcpServer = mcpServer;
    }

    /** A cage around real MCP, seen at this path. */
    static Cage around(TestMcpServer server, String path) {
        return new Cage(URI.create(server.origin() + path), server.wire(), List.of(server), server);
    }

    /** A cage around a server without MCP, seen at this path. */
    static Cage around(WireServer server, WireRecorder wire, String path) {
        return new Cage(URI.create(server.origin() + path), wire, List.of(server), null);
    }

    /** A cage with nothing to be recorded, or recorded by what is in it. */
    static Cage at(String url, WireRecorder wire, AutoCloseable... servers) {
        return new Cage(URI.create(url), wire, List.of(servers), null);
    }

    /** A cage without a server. */
    static Cage at(String url) {
        return at(url, new WireRecorder(Clock.systemUTC()));
    }

    /** The same, with another server that belongs to it. */
    Cage with(AutoCloseable another) {
        List<AutoCloseable> all = new ArrayList<>(servers);
        all.add(another);
        return new Cage(url, wire, all, mcpServer);
    }

    /** The MCP URL, which is all that a client is told. */
    public URI url() {
        return url;
    }

    /** Every request that could be read, to the MCP server and to all others of this cage. */
    public WireRecorder wire() {
        return wire;
    }

    /** The requests that came to another origin than the MCP URL's. */
    public List<WireExchange> elsewhere() {
        String origin = url.getScheme() + "://" + url.getRawAuthority();
        return wire.exchanges().stream()
                .filter(exchange -> !exchange.origin().equals(origin))
                .toList();
    }

    /** The server with its authorization server, where there is real MCP behind the animal; empty elsewhere. */
    public Optional<TestMcpServer> mcpServer() {
        return Optional.ofNullable(mcpServer);
    }

    @Override
    public void close() {
        RuntimeException failure = null;
        for (AutoCloseable server : servers) {
            try {
                server.close();
            } catch (Exception one) {
                failure = new IllegalStateException("the server of " + url + " did not stop", one);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
