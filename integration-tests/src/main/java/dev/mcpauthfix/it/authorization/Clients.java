package dev.mcpauthfix.it.authorization;

import dev.mcpauthfix.it.wire.WireRequest;
import dev.mcpauthfix.it.wire.WireResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The registered clients: the registration endpoint (RFC 7591) and client authentication (RFC 6749, section 2.3). */
final class Clients {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AuthorizationServerSettings settings;
    private final RandomValues random;
    private final Map<String, Client> clients = new ConcurrentHashMap<>();

    Clients(AuthorizationServerSettings settings, RandomValues random) {
        this.settings = settings;
        this.random = random;
        settings.registeredClients()
                .forEach((id, secret) -> clients.put(id, new Client(id, secret, id, List.of(), "")));
    }

    @Nullable
    Client find(@Nullable String id) {
        return id == null ? null : clients.get(id);
    }

    /** Forgets all self-registered clients, as a restarted server does. */
    void forget() {
        clients.keySet().retainAll(settings.registeredClients().keySet());
    }

    WireResponse register(WireRequest request) throws OAuthError {
        if (!settings.registration() || settings.faults().contains(Fault.REGISTRATION_IS_REFUSED)) {
            throw new OAuthError(403, "access_denied", "registration is closed");
        }
        JsonNode metadata = parse(request.body());
        List<String> redirectUris = strings(metadata.path("redirect_uris"));
        if (redirectUris.isEmpty()) {
            throw new OAuthError(400, "invalid_redirect_uri", "redirect_uris is missing");
        }
        String method = authMethod(metadata.path("token_endpoint_auth_method").asString("client_secret_basic"));
        String secret = method.equals("none") ? "" : random.next("secret");
        String name = metadata.path("client_name").asString("an unnamed client");
        Client client = new Client(random.next("client"), secret, name, redirectUris, method);
        clients.put(client.id(), client);
        return WireResponse.json(201, information(client));
    }

    /** Finds out which client sent a request to the token or revocation endpoint, and that it is that client. */
    Client authenticate(WireRequest request) throws OAuthError {
        String authorization = request.headers().getOrDefault("authorization", "");
        Map<String, String> form = request.form();
        if (authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            String pair = new String(
                    Base64.getDecoder().decode(authorization.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return check(decode(pair.substring(0, colon)), decode(pair.substring(colon + 1)), "client_secret_basic");
        }
        String secret = form.getOrDefault("client_secret", "");
        return check(form.getOrDefault("client_id", ""), secret, secret.isEmpty() ? "none" : "client_secret_post");
    }

    private Client check(String id, String secret, String method) throws OAuthError {
        Client client = find(id);
        if (client == null || !client.secret().equals(secret)) {
            throw OAuthError.invalidClient("unknown client or wrong secret");
        }
        if (!settings.tokenEndpointAuthMethods().contains(method)
                || !(client.authMethod().isEmpty() || client.authMethod().equals(method))) {
            throw OAuthError.invalidClient("this client must not authenticate with " + method);
        }
        return client;
    }

    private String authMethod(String asked) {
        List<String> supported = settings.tokenEndpointAuthMethods();
        return supported.contains(asked) ? asked : supported.get(0);
    }

    private static Map<String, Object> information(Client client) {
        Map<String, Object> information = new LinkedHashMap<>();
        information.put("client_id", client.id());
        if (!client.secret().isEmpty()) {
            information.put("client_secret", client.secret());
            information.put("client_secret_expires_at", 0);
        }
        information.put("client_name", client.name());
        information.put("redirect_uris", client.redirectUris());
        information.put("token_endpoint_auth_method", client.authMethod());
        return information;
    }

    private static JsonNode parse(String body) throws OAuthError {
        try {
            return JSON.readTree(body);
        } catch (JacksonException malformed) {
            throw new OAuthError(400, "invalid_client_metadata", "not JSON");
        }
    }

    private static List<String> strings(JsonNode array) {
        return array.isArray() ? array.valueStream().map(JsonNode::asString).toList() : List.of();
    }

    /** Client identifier and secret are form-encoded before they are joined (RFC 6749, section 2.3.1). */
    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
