package dev.mcpauthfix.it.client;

/** The two transports of MCP over HTTP. */
public enum Transport {
    STREAMABLE("streamable HTTP"),
    SSE("HTTP+SSE");

    private final String text;

    Transport(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
