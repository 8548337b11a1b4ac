package dev.mcpauthfix.engine;

import java.util.List;

/** What the adapter does about a challenged request. */
public sealed interface Decision {

    /** For a request that turned out to be none of ours: it is not even counted. */
    PassThrough NOT_MCP = new PassThrough("nothing marks it as MCP, and its address is not known to speak MCP");

    /** Give the application its own response, byte for byte. The reason is for logs and events only. */
    record PassThrough(String reason) implements Decision {}

    /** Send the very same request once more with this authorization. */
    record Retry(Authorization authorization) implements Decision {}

    /** Give the application its response with these {@code WWW-Authenticate} header lines in place of the original ones. */
    record Repair(List<String> wwwAuthenticate) implements Decision {
        public Repair {
            wwwAuthenticate = List.copyOf(wwwAuthenticate);
        }
    }
}
