package dev.mcpauthfix.client.strict;

import io.modelcontextprotocol.client.transport.customizer.McpHttpClientAuthorizationErrorHandler;
import io.modelcontextprotocol.client.transport.customizer.McpSyncHttpClientRequestCustomizer;
import io.modelcontextprotocol.common.McpTransportContext;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The application's own OAuth: it finds the authorization server by protected resource metadata (RFC 9728), fetches a token with the
 * credentials in {@code CLIENT_ID} and {@code CLIENT_SECRET}, and adds it to each request. What it was told is printed.
 */
final class OwnOAuth implements McpHttpClientAuthorizationErrorHandler.Sync, McpSyncHttpClientRequestCustomizer {

    private static final String WELL_KNOWN = "/.well-known/oauth-authorization-server";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI mcp;
    private final BiFunction<URI, HttpResponse.ResponseInfo, List<ResourceMetadata>> places;
    private volatile @Nullable String token;

    /**
     * Makes one for an MCP server.
     *
     * @param places where its metadata may be, by its URL and its refusal
     */
    OwnOAuth(URI mcp, BiFunction<URI, HttpResponse.ResponseInfo, List<ResourceMetadata>> places) {
        this.mcp = mcp;
        this.places = places;
    }

    @Override
    public void customize(
            HttpRequest.Builder request, String method, URI endpoint, String body, McpTransportContext context) {
        if (token != null) {
            request.setHeader("Authorization", "Bearer " + token);
        }
    }

    /** Answers whether the request is worth sending again. */
    @Override
    public boolean handle(HttpResponse.ResponseInfo refusal, McpTransportContext context) {
        tell(mcp, refusal.statusCode(), refusal.headers(), "");
        if (refusal.statusCode() != 401) {
            return false;
        }
        token = fetchToken(authorizationServer(places.apply(mcp, refusal)));
        return true;
    }

    private String authorizationServer(List<ResourceMetadata> candidates) {
        for (ResourceMetadata candidate : candidates) {
            HttpResponse<String> answer = get(candidate.address());
            tell(candidate.address(), answer.statusCode(), answer.headers(), answer.body());
            if (answer.statusCode() == 404) {
                continue;
            }
            JsonNode metadata = document(answer);
            demand(candidate.resource(), metadata, "resource");
            return metadata.path("authorization_servers").path(0).asString();
        }
        throw new AuthorizationFailure("no protected resource metadata");
    }

    /** Answers the access token that this issuer grants to the application itself (RFC 6749, section 4.4). */
    private String fetchToken(String issuer) {
        URI address = URI.create(issuer);
        HttpResponse<String> answer = get(address.resolve(WELL_KNOWN + address.getRawPath()));
        JsonNode metadata = document(answer);
        demand(issuer, metadata, "issuer");
        String form =
                "grant_type=client_credentials&resource=" + URLEncoder.encode(mcp.toString(), StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(metadata.path("token_endpoint").asString()))
                .header("Authorization", "Basic " + credentials())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return document(send(request)).path("access_token").asString();
    }

    private static String credentials() {
        String pair = System.getenv("CLIENT_ID") + ":" + System.getenv("CLIENT_SECRET");
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static void demand(String expected, JsonNode document, String name) {
        String said = document.path(name).asString("nothing");
        if (!said.equals(expected)) {
            throw new AuthorizationFailure(name + " is " + said + ", not " + expected);
        }
    }

    private static JsonNode document(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new AuthorizationFailure(answer.statusCode() + " from " + answer.uri());
        }
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> get(URI address) {
        return send(HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new AuthorizationFailure(request.uri() + ": " + failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AuthorizationFailure("interrupted");
        }
    }

    /** Prints an answer with all that does not change from one second to the next. */
    private static void tell(URI address, int status, HttpHeaders headers, String body) {
        Map<String, List<String>> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        lines.putAll(headers.map());
        lines.remove("Date");
        System.out.println(address + " answered " + status + " " + lines + " " + body);
    }
}
