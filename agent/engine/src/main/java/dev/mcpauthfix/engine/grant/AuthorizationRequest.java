package dev.mcpauthfix.engine.grant;

import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.metadata.AuthorizationServerMetadata;
import dev.mcpauthfix.engine.registration.ClientRegistration;
import java.net.URI;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One authorization request (RFC 6749, section 4.1.1) and all that its response is checked against and exchanged with. They
 * stay together so that a code never reaches another server's token endpoint, whatever the metadata says by then (attack S5).
 */
record AuthorizationRequest(
        URI uri,
        Secret state,
        Secret codeVerifier,
        AuthorizationServerMetadata server,
        ClientRegistration client,
        URI redirectUri,
        @Nullable String resource) {

    /** Makes a request with a fresh state and verifier. */
    static AuthorizationRequest create(
            URI authorizationEndpoint,
            AuthorizationServerMetadata server,
            ClientRegistration client,
            URI redirectUri,
            @Nullable String resource,
            RequestedScope scope,
            SecureRandom random) {
        Pkce pkce = Pkce.generate(random);
        String state = Pkce.randomText(random);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", client.clientId());
        parameters.put("redirect_uri", redirectUri.toString());
        parameters.put("state", state);
        parameters.put("code_challenge", pkce.challenge());
        parameters.put("code_challenge_method", "S256");
        if (scope.value() != null) {
            parameters.put("scope", scope.value());
        }
        if (scope.needsConsent()) {
            parameters.put("prompt", "consent");
        }
        if (resource != null) {
            parameters.put("resource", resource);
        }
        URI uri = URI.create(withQuery(authorizationEndpoint.toString(), Form.encode(parameters)));
        return new AuthorizationRequest(uri, Secret.of(state), pkce.verifier(), server, client, redirectUri, resource);
    }

    /** The endpoint's own query is kept (RFC 6749, section 3.1). */
    private static String withQuery(String endpoint, String query) {
        int question = endpoint.indexOf('?');
        if (question < 0) {
            return endpoint + "?" + query;
        }
        boolean open = question == endpoint.length() - 1 || endpoint.endsWith("&");
        return endpoint + (open ? "" : "&") + query;
    }

    /** Names the issuer only: the URI holds the state. */
    @Override
    public String toString() {
        return "AuthorizationRequest[" + server.issuer() + "]";
    }
}
