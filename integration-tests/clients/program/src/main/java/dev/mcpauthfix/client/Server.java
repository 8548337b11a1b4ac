package dev.mcpauthfix.client;

import java.net.URI;
import java.time.Duration;

/**
 * The server to connect to, and how.
 *
 * @param url its MCP URL
 * @param sse whether it speaks the older HTTP+SSE transport
 * @param timeout for how long a client may wait that can be told so
 * @param engine the HTTP engine of a client that has several, empty for its own choice
 */
public record Server(URI url, boolean sse, Duration timeout, String engine) {

    /** Reads {@code [--sse] [--timeout seconds] [--engine name] <mcp-url>}. */
    static Server parse(String[] args) {
        boolean sse = false;
        Duration timeout = Duration.ofSeconds(60);
        String engine = "";
        for (int i = 0; i < args.length - 1; i++) {
            switch (args[i]) {
                case "--sse" -> sse = true;
                case "--timeout" -> timeout = Duration.ofSeconds(Integer.parseInt(args[++i]));
                case "--engine" -> engine = args[++i];
                default -> throw new IllegalArgumentException("unknown argument: " + args[i]);
            }
        }
        return new Server(URI.create(args[args.length - 1]), sse, timeout, engine);
    }

    /** Scheme and authority. */
    public String base() {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    /** The path at {@link #base()}. */
    public String endpoint() {
        return url.getRawPath();
    }
}
