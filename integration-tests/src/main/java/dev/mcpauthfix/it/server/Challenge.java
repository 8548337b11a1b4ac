package dev.mcpauthfix.it.server;

import dev.mcpauthfix.it.wire.WireResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an MCP server answers a request without a valid token.
 *
 * <p>In header values {@code {resource_metadata}} stands for the URL of the protected resource metadata document and
 * {@code {origin}} for the server's origin.
 *
 * @param status usually 401
 * @param wwwAuthenticate the {@code WWW-Authenticate} lines, empty for none
 * @param contentType the body's type
 * @param body the body, empty for none
 */
public record Challenge(int status, List<String> wwwAuthenticate, String contentType, String body) {

    /** The challenge of anthropics/claude-code#61376: a Bearer challenge without {@code resource_metadata}. */
    public static Challenge bearerWithoutHint() {
        return json(401, "{\"error\":\"invalid_token\"}", "Bearer error=\"invalid_token\"");
    }

    /** The challenge that MCP 2025-06-18 demands (RFC 9728, section 5.1). */
    public static Challenge bearerWithHint() {
        return json(401, "{\"error\":\"invalid_token\"}", "Bearer resource_metadata=\"{resource_metadata}\"");
    }

    /** A 401 without any {@code WWW-Authenticate}, as mcp.datadoghq.com sends it. */
    public static Challenge bare() {
        return json(401, "{\"errors\":[\"Unauthorized\"]}");
    }

    /** A 403 with a Bearer challenge though no token was sent, as OpenLiberty sends it. */
    public static Challenge forbiddenBearer() {
        return json(403, "", "Bearer error=\"invalid_token\"");
    }

    /** No challenge at all: a request without a token is served as any other. */
    public static Challenge none() {
        return new Challenge(200, List.of(), "", "");
    }

    public static Challenge basic() {
        return new Challenge(401, List.of("Basic realm=\"tools\""), "text/plain", "Unauthorized");
    }

    public static Challenge digest() {
        return new Challenge(
                401,
                List.of("Digest realm=\"tools\", qop=\"auth\", algorithm=SHA-256, nonce=\"7ypf/xlj9XXwfDPE\""),
                "text/plain",
                "Unauthorized");
    }

    /** An API key is missing; nothing here says OAuth. */
    public static Challenge apiKey() {
        return json(401, "{\"message\":\"No API key found in request\"}", "ApiKey realm=\"tools\"");
    }

    public static Challenge forbidden() {
        return json(403, "{\"error\":\"forbidden\"}");
    }

    public static Challenge notFound() {
        return new Challenge(404, List.of(), "text/plain", "Not Found");
    }

    /** The same without a body. */
    public Challenge withoutBody() {
        return new Challenge(status, wwwAuthenticate, contentType, "");
    }

    /** Whether a request without a token is served as any other. */
    boolean admits() {
        return status == 200;
    }

    /**
     * The answer itself.
     *
     * @param origin scheme and authority of the server
     * @param resourceMetadata the URL of the protected resource metadata document
     */
    public WireResponse toResponse(String origin, String resourceMetadata) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        if (!body.isEmpty()) {
            headers.put("Content-Type", List.of(contentType));
        }
        headers.put(
                "WWW-Authenticate",
                wwwAuthenticate.stream()
                        .map(line -> line.replace("{resource_metadata}", resourceMetadata))
                        .map(line -> line.replace("{origin}", origin))
                        .toList());
        return new WireResponse(status, headers, body);
    }

    /** A challenge whose body is JSON; the lines are those of {@code WWW-Authenticate}. */
    public static Challenge json(int status, String body, String... wwwAuthenticate) {
        return new Challenge(status, List.of(wwwAuthenticate), "application/json", body);
    }
}
