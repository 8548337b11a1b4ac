package dev.mcpauthfix.engine.registration;

import dev.mcpauthfix.engine.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client registration request (RFC 7591, section 3.1; rule R9).
 *
 * @param clientName the name people see
 * @param redirectUri the redirection URI listened on, null for a client of the device authorization grant, which has none
 * @param authMethod the token endpoint authentication method asked for
 * @param scope the scopes that will be asked for, null where none are known
 */
record ClientRegistrationRequest(
        String clientName,
        @Nullable URI redirectUri,
        TokenEndpointAuthMethod authMethod,
        @Nullable String scope) {

    private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

    /**
     * The bodies to send in turn, each asking for less than the one before: some servers refuse members they do not expect
     * instead of ignoring them (quirk 33).
     */
    List<String> bodies() {
        return redirectUri == null ? forDevice() : forRedirects(redirectUri);
    }

    private List<String> forDevice() {
        Map<String, @Nullable Object> full = new LinkedHashMap<>();
        full.put("client_name", clientName);
        full.put("grant_types", List.of(DEVICE_CODE, "refresh_token"));
        full.put("response_types", List.of());
        full.put("token_endpoint_auth_method", authMethod.toString());
        Map<String, @Nullable Object> scoped = new LinkedHashMap<>(full);
        if (scope != null) {
            scoped.put("scope", scope);
        }
        // Some servers want a redirection URI of every client, though this one never uses it.
        Map<String, @Nullable Object> redirected = new LinkedHashMap<>(full);
        redirected.put("redirect_uris", List.of("http://127.0.0.1/"));
        redirected.remove("response_types");
        return inTurn(List.of(scoped, full, redirected));
    }

    private List<String> forRedirects(URI redirectUri) {
        Map<String, @Nullable Object> full = new LinkedHashMap<>();
        full.put("redirect_uris", withAnyPort(redirectUri));
        full.put("client_name", clientName);
        full.put("grant_types", List.of("authorization_code", "refresh_token"));
        full.put("response_types", List.of("code"));
        full.put("token_endpoint_auth_method", authMethod.toString());
        full.put("application_type", "native");
        if (scope != null) {
            full.put("scope", scope);
        }
        Map<String, @Nullable Object> plain = new LinkedHashMap<>(full);
        plain.put("redirect_uris", List.of(redirectUri.toString()));
        plain.remove("application_type");
        plain.remove("scope");
        Map<String, @Nullable Object> minimal = new LinkedHashMap<>(plain);
        minimal.put("grant_types", List.of("authorization_code"));

        return inTurn(List.of(full, plain, minimal));
    }

    private static List<String> inTurn(List<Map<String, @Nullable Object>> requests) {
        Set<String> bodies = new LinkedHashSet<>();
        for (Map<String, @Nullable Object> members : requests) {
            bodies.add(JsonObject.of(members).toJson());
        }
        return new ArrayList<>(bodies);
    }

    /**
     * The redirection URI, and the same without a port: servers that let a loopback client take any port (RFC 8252, section
     * 7.3) tell it by that form.
     */
    private static List<String> withAnyPort(URI redirectUri) {
        String exact = redirectUri.toString();
        String port = ":" + redirectUri.getPort();
        int at = redirectUri.getPort() == -1 ? -1 : exact.indexOf(port + redirectUri.getRawPath());
        return at < 0 ? List.of(exact) : List.of(exact, exact.substring(0, at) + exact.substring(at + port.length()));
    }
}
