package dev.mcpauthfix.it.server;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** MCP over WebSockets for the SDK's server: one JSON-RPC message is one text message, one connection is one session. */
final class WebSocketTransport implements McpServerTransportProvider {

    private final McpJsonMapper json = McpJsonDefaults.getMapper();
    private McpServerSession.@Nullable Factory sessions;

    /** A connection that is about to be opened. */
    Session.Listener.AutoDemanding connection() {
        return new Connection(json, Objects.requireNonNull(sessions));
    }

    @Override
    public void setSessionFactory(McpServerSession.Factory factory) {
        sessions = factory;
    }

    /** Test servers have nothing to tell. */
    @Override
    public Mono<Void> notifyClients(String method, Object params) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }

    /** Jetty makes a proxy of its methods, for which it must be public. */
    public static final class Connection implements Session.Listener.AutoDemanding, McpServerTransport {

        private final McpJsonMapper json;
        private final McpServerSession mcp;
        private @Nullable Session session;

        private Connection(McpJsonMapper json, McpServerSession.Factory sessions) {
            this.json = json;
            this.mcp = sessions.create(this);
        }

        @Override
        public void onWebSocketOpen(Session opened) {
            session = opened;
        }

        /** A client that is killed closes nothing. */
        @Override
        public void onWebSocketError(Throwable cause) {}

        @Override
        public void onWebSocketText(String message) {
            try {
                mcp.handle(McpSchema.deserializeJsonRpcMessage(json, message)).subscribe();
            } catch (IOException malformed) {
                throw new UncheckedIOException(malformed);
            }
        }

        @Override
        public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
            return Mono.fromRunnable(() -> {
                try {
                    Objects.requireNonNull(session).sendText(json.writeValueAsString(message), Callback.NOOP);
                } catch (IOException unwritable) {
                    throw new UncheckedIOException(unwritable);
                }
            });
        }

        @Override
        public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
            return json.convertValue(data, type);
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.fromRunnable(() -> {
                if (session != null) {
                    session.close();
                }
            });
        }
    }
}
