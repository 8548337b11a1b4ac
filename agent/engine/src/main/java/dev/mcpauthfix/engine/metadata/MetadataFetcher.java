package dev.mcpauthfix.engine.metadata;

import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.port.HttpFetcher;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * Fetches metadata documents for one discovery: each address once, at most twelve in all (attack S12), and remembers the
 * outcomes for the message to the user.
 */
final class MetadataFetcher {

    static final int MAX_REQUESTS = 12;

    /** Sent where the application said nothing: the revision that introduced protected resource metadata. */
    private static final String DEFAULT_PROTOCOL_VERSION = "2025-06-18";

    private final HttpFetcher fetcher;
    private final McpRequest request;
    private final URI mcpUri;
    private final Logger log;
    private final Map<URI, Fetched> outcomes = new LinkedHashMap<>();
    private final StringBuilder tried = new StringBuilder();

    /**
     * Starts with an empty budget.
     *
     * @param mcpUri the MCP URI without query, whose reach the requests inherit
     */
    MetadataFetcher(HttpFetcher fetcher, McpRequest request, URI mcpUri, Logger log) {
        this.fetcher = fetcher;
        this.request = request;
        this.mcpUri = mcpUri;
        this.log = log;
    }

    Fetched fetch(URI uri) {
        Fetched known = outcomes.get(uri);
        if (known != null) {
            return known;
        }
        if (outcomes.size() == MAX_REQUESTS) {
            return new Fetched.Forbidden("the limit of " + MAX_REQUESTS + " discovery requests is reached");
        }
        HttpFetcher.Result result =
                fetcher.fetch(new HttpFetcher.Request("GET", uri, headers(), null, mcpUri, request.network()));
        Fetched fetched = outcomeOf(result);
        log.debug("metadata candidate {}: {}", ServerText.plain(uri.toString()), fetched.note());
        tried.append(tried.isEmpty() ? "" : ", ")
                .append(shortened(uri))
                .append(" (")
                .append(fetched.note())
                .append(')');
        outcomes.put(uri, fetched);
        return fetched;
    }

    /** How many requests were sent. */
    int requests() {
        return outcomes.size();
    }

    /** All addresses asked, with their outcomes, for a message; addresses of the MCP server's origin by their path. */
    String tried() {
        return "tried " + (tried.isEmpty() ? "no address" : tried) + " at " + UrlRules.origin(mcpUri);
    }

    private String shortened(URI uri) {
        return ServerText.plain(UrlRules.sameOrigin(uri, mcpUri) ? uri.getRawPath() : uri.toString());
    }

    /** Some proxies break compressed discovery answers (mcp-remote#279), so none is asked for. */
    private Map<String, String> headers() {
        String version = request.protocolVersion();
        return Map.of(
                "Accept", "application/json",
                "Accept-Encoding", "identity",
                "MCP-Protocol-Version", version == null ? DEFAULT_PROTOCOL_VERSION : version);
    }

    private static Fetched outcomeOf(HttpFetcher.Result result) {
        if (result instanceof HttpFetcher.Answer answer) {
            return outcomeOf(answer);
        }
        if (result instanceof HttpFetcher.Refused refused) {
            String note = "refused: " + refused.reason();
            return refused.cause() == HttpFetcher.Refused.Cause.ADDRESS
                    ? new Fetched.Forbidden(note)
                    : new Fetched.Absent(note);
        }
        return new Fetched.Unreachable("unreachable: " + ((HttpFetcher.Unreachable) result).reason());
    }

    private static Fetched outcomeOf(HttpFetcher.Answer answer) {
        String status = String.valueOf(answer.status());
        if (answer.status() / 100 != 2) {
            return new Fetched.Absent(status);
        }
        Optional<JsonObject> json = JsonObject.parse(answer.body());
        return json.isPresent()
                ? new Fetched.Document(json.get(), status)
                : new Fetched.Absent(status + " without a JSON object");
    }
}
