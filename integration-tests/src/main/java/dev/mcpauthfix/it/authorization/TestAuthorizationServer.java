package dev.mcpauthfix.it.authorization;

import dev.mcpauthfix.it.wire.WireRecorder;
import dev.mcpauthfix.it.wire.WireServer;
import java.io.IOException;

/** Hosts an {@link AuthorizationServer} on a loopback origin of its own. */
public final class TestAuthorizationServer implements AutoCloseable {

    private final WireServer http;

    private TestAuthorizationServer(WireServer http) {
        this.http = http;
    }

    /** Starts on a free port. */
    public static TestAuthorizationServer start(AuthorizationServer server, WireRecorder wire) throws IOException {
        return new TestAuthorizationServer(WireServer.start(wire, origin -> {
            server.hostedAt(origin);
            return server;
        }));
    }

    /** Scheme and authority. */
    public String origin() {
        return http.origin();
    }

    @Override
    public void close() {
        http.close();
    }
}
