package dev.mcpauthfix.it;

import dev.mcpauthfix.it.authorization.AuthorizationServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The authorization code flow by hand (RFC 6749, section 4.1; RFC 7636): each step can be sent with something wrong in it. */
final class Dance {

    static final String REDIRECT_URI = "http://127.0.0.1:1/callback";

    /** The pair of RFC 7636, appendix B. */
    static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final AuthorizationServer server;
    private final String resource;

    Dance(AuthorizationServer server, String resource) {
        this.server = server;
        this.resource = resource;
    }

    /** An answer as status and JSON. */
    record Answer(int status, JsonNode json) {

        String text(String name) {
            return json.path(name).asString("");
        }
    }

    /** The whole dance of a public client, to an access token. */
    String accessToken() throws IOException, InterruptedException {
        return redeem(Map.of()).text("access_token");
    }

    /** The whole dance with changes to the token request. */
    Answer redeem(Map<String, String> changes) throws IOException, InterruptedException {
        String clientId = register("none").text("client_id");
        return token(clientId, authorize(clientId, Map.of()).getOrDefault("code", ""), changes);
    }

    Answer register(String authMethod) throws IOException, InterruptedException {
        String document = JSON.writeValueAsString(Map.of(
                "redirect_uris",
                List.of(REDIRECT_URI),
                "client_name",
                "a test",
                "token_endpoint_auth_method",
                authMethod));
        return answer(HttpRequest.newBuilder(server.endpoint("register"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(document)));
    }

    /** Sends the authorization request; answers the redirect's parameters, none where there was no redirect. */
    Map<String, String> authorize(String clientId, Map<String, String> changes)
            throws IOException, InterruptedException {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of(
                "response_type", "code",
                "client_id", clientId,
                "redirect_uri", REDIRECT_URI,
                "code_challenge", CHALLENGE,
                "code_challenge_method", "S256",
                "resource", resource,
                "state", "xyz"));
        parameters.putAll(changes);
        URI uri = URI.create(server.endpoint("authorize") + "?" + encode(parameters));
        HttpResponse<String> response =
                http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        return response.headers()
                .firstValue("location")
                .map(location -> decode(URI.create(location).getRawQuery()))
                .orElse(Map.of());
    }

    Answer token(String clientId, String code, Map<String, String> changes) throws IOException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>(Map.of(
                "grant_type", "authorization_code",
                "client_id", clientId,
                "code", code,
                "redirect_uri", REDIRECT_URI,
                "code_verifier", VERIFIER,
                "resource", resource));
        form.putAll(changes);
        return post("token", form);
    }

    Answer refresh(String clientId, String refreshToken) throws IOException, InterruptedException {
        return post(
                "token", Map.of("grant_type", "refresh_token", "client_id", clientId, "refresh_token", refreshToken));
    }

    Answer post(String endpoint, Map<String, String> form, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.endpoint(endpoint))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encode(form)));
        return answer(headers.length == 0 ? request : request.headers(headers));
    }

    private Answer answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        String body = response.body();
        return new Answer(response.statusCode(), JSON.readTree(body.startsWith("{") ? body : "{}"));
    }

    private static String encode(Map<String, String> parameters) {
        StringBuilder encoded = new StringBuilder();
        parameters.forEach((name, value) -> encoded.append(encoded.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return encoded.toString();
    }

    private static Map<String, String> decode(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }
}
