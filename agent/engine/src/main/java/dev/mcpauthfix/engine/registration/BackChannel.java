package dev.mcpauthfix.engine.registration;

import dev.mcpauthfix.engine.NetworkPath;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.port.HttpFetcher;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Direct requests to the authorization server for the sake of one MCP server. Nothing secret goes to a plaintext URL that is
 * not loopback, whichever way the URL came to us (attack S17). For one thread.
 */
public final class BackChannel {

    private final HttpFetcher fetcher;
    private final URI mcpUri;
    private final NetworkPath network;
    private int requests;
    private @Nullable String retryAfter;

    public BackChannel(HttpFetcher fetcher, URI mcpUri, NetworkPath network) {
        this.fetcher = fetcher;
        this.mcpUri = mcpUri;
        this.network = network;
    }

    /** The MCP server for whose sake the requests are sent. */
    URI mcpUri() {
        return mcpUri;
    }

    /** Whether secrets may travel to this URL, and a person may be sent there. */
    public boolean permits(URI endpoint) {
        return UrlRules.isWeb(endpoint) && UrlRules.isConfidential(endpoint, mcpUri);
    }

    /**
     * Whether a token may be had from this token endpoint without the resource indicator (RFC 8707) that it refused. Only where the MCP server's own
     * host runs it: of any other a token without audience may be good at other servers, and the MCP server would get it.
     */
    public boolean mayLeaveOutResource(URI tokenEndpoint) {
        return UrlRules.isWeb(tokenEndpoint) && UrlRules.isOwnedWith(tokenEndpoint, mcpUri);
    }

    /** Sends a POST and reads the whole answer; a URL that is not permitted is refused without a connection. */
    public HttpFetcher.Result post(URI endpoint, Map<String, String> headers, String body) {
        if (!permits(endpoint)) {
            return new HttpFetcher.Refused(
                    HttpFetcher.Refused.Cause.ADDRESS,
                    ServerText.plain(endpoint.toString())
                            + " is neither https nor this machine's own loopback address");
        }
        requests++;
        HttpFetcher.Result result =
                fetcher.fetch(new HttpFetcher.Request("POST", endpoint, headers, body, mcpUri, network));
        if (result instanceof HttpFetcher.Answer answer && (answer.status() == 429 || answer.status() == 503)) {
            retryAfter = answer.header("retry-after");
        }
        return result;
    }

    /** What the last endpoint that had too much to do said in {@code Retry-After}, null for nothing. */
    public @Nullable String retryAfter() {
        return retryAfter;
    }

    /** How many requests were sent. */
    public int requests() {
        return requests;
    }
}
