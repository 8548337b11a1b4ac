package dev.mcpauthfix.engine.token;

import dev.mcpauthfix.engine.McpTraffic;
import dev.mcpauthfix.engine.policy.UrlRules;
import java.net.URI;

/**
 * The requests that a token may go with (RFC 9110, section 11.5; rule R18, attack S8): the resource's exact origin and path at
 * a segment boundary. The older SSE transport posts its messages to another path of the origin, so its tokens go there too.
 *
 * @param resource the resource's own URL
 * @param mcpUri the MCP URI the token was obtained for
 * @param eventStream whether that was the older SSE transport's event stream
 */
public record ProtectionSpace(URI resource, URI mcpUri, boolean eventStream) {

    /** The space of these tokens; a resource identifier that is no URL of the MCP server covers the MCP URI alone. */
    public static ProtectionSpace of(IssuedTokens issued) {
        URI resource = UrlRules.parse(issued.resource());
        boolean usable = resource != null && UrlRules.sameOrigin(resource, issued.mcpUri());
        return new ProtectionSpace(
                usable && resource != null ? resource : issued.mcpUri(), issued.mcpUri(), issued.eventStream());
    }

    /** The same space without the older transport's messages elsewhere on the origin. */
    public ProtectionSpace withoutMessages() {
        return new ProtectionSpace(resource, mcpUri, false);
    }

    /** Whether a request belongs here; never over plain http to another machine (attack S17). */
    public boolean covers(URI uri, McpTraffic.Shape shape) {
        if (!UrlRules.isWeb(uri) || !UrlRules.isConfidential(uri, mcpUri)) {
            return false;
        }
        if (shape == McpTraffic.Shape.UNMARKED_WEB_SOCKET) {
            // Below a resource may be WebSockets of any kind; at the MCP URI itself there is but one.
            return UrlRules.bare(uri).equals(mcpUri) && UrlRules.covers(resource, uri);
        }
        if (shape != McpTraffic.Shape.UNMARKED_JSON_POST && UrlRules.covers(resource, uri)) {
            return true;
        }
        return eventStream && isMessage(shape) && UrlRules.sameOrigin(mcpUri, uri);
    }

    private static boolean isMessage(McpTraffic.Shape shape) {
        return shape == McpTraffic.Shape.MARKED || shape == McpTraffic.Shape.UNMARKED_JSON_POST;
    }

    /**
     * How narrowly it fits a request: of two spaces that cover one, the deeper counts, and one that covers it only as a message of
     * the older transport counts least.
     */
    public int depth(URI uri) {
        return UrlRules.covers(resource, uri) ? 1 + resource.getRawPath().length() : 0;
    }
}
