package dev.mcpauthfix.adapter.jetty;

import dev.mcpauthfix.adapter.Adapter;
import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.adapter.McpCalls;
import dev.mcpauthfix.adapter.SpringRequest;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.McpTraffic;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProtocolHandler;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpDestination;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Sits where Jetty itself follows redirects and authenticates: {@code HttpDestination.send} passes each hop of a call on its way out,
 * {@code HttpClient.findProtocolHandler} chooses who gets a response before any listener does.
 *
 * <p>What is known of a call is kept in Jetty's own conversation, which all its hops share.
 */
public final class JettyAdapter implements Adapter {

    private static final String CALL = "dev.mcpauthfix.call";

    private final Host host;

    /** Created by the dispatcher when the first client of this library makes a call. */
    public JettyAdapter(Host host) {
        this.host = host;
    }

    @Override
    public void enter(Object[] call) {
        // Jetty's own subclasses open tunnels and WebSockets, and cannot be copied.
        if (call[0] instanceof HttpDestination destination
                && call[1] instanceof HttpRequest request
                && request.getClass() == HttpRequest.class) {
            HttpConversation conversation = request.getConversation();
            if (conversation.getAttribute(CALL) instanceof JettyCall known) {
                known.hop(request);
            } else if (conversation.getExchanges().isEmpty()) {
                begin(destination.getHttpClient(), conversation, request);
            }
        }
    }

    private void begin(HttpClient client, HttpConversation conversation, HttpRequest request) {
        RequestHeaders headers = new RequestHeaders(request);
        McpTraffic.Shape shape = McpCalls.recognise(
                host, request.getMethod(), request.getHost(), request.getPath(), headers, McpTraffic.BY_FUNCTION);
        if (shape == null || request.getURI() == null || request.getURI().getHost() == null) {
            return;
        }
        McpRequest mcp =
                McpCalls.begin(host, shape, request.getMethod(), request.getURI(), headers, JettyNetwork.of(client));
        if (mcp != null) {
            JettyCall call = new JettyCall(host, client, request, mcp);
            if (!call.isReplayable() && SpringRequest.isBeingSent()) {
                request.body(new KeptContent(request.getBody()));
            }
            conversation.setAttribute(CALL, call);
        }
    }

    @Override
    public @Nullable Object exit(@Nullable Object result, Object[] call) {
        if (call[0] instanceof HttpClient
                && call[1] instanceof HttpRequest request
                && call[2] instanceof Response response
                && request.getConversation().getAttribute(CALL) instanceof JettyCall known) {
            return known.handler(request, response, (ProtocolHandler) result);
        }
        return result;
    }
}
