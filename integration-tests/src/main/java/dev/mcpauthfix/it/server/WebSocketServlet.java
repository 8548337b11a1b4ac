package dev.mcpauthfix.it.server;

import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServlet;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;

/** Turns each handshake into a connection of a {@link WebSocketTransport}. */
final class WebSocketServlet extends JettyWebSocketServlet {

    private static final long serialVersionUID = 1L;
    private static final String SUBPROTOCOL = "mcp";

    private final transient WebSocketTransport transport;

    WebSocketServlet(WebSocketTransport transport) {
        this.transport = transport;
    }

    @Override
    protected void configure(JettyWebSocketServletFactory factory) {
        factory.setCreator((request, response) -> {
            if (request.getSubProtocols().contains(SUBPROTOCOL)) {
                response.setAcceptedSubProtocol(SUBPROTOCOL);
            }
            return transport.connection();
        });
    }
}
