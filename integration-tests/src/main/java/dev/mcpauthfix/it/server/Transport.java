package dev.mcpauthfix.it.server;

/** How MCP's messages travel: the two transports over HTTP, and the one that is no part of the specification. */
public enum Transport {
    STREAMABLE("streamable HTTP"),
    SSE("HTTP+SSE"),
    WEB_SOCKET("WebSocket");

    private final String text;

    Transport(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
