package dev.mcpauthfix.engine.grant;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The client's own credentials buy the token (RFC 6749, section 4.4; rule R19): no person, no registration. */
public final class ClientCredentialsGrant {

    /**
     * Sends the token request.
     *
     * @param endpoint the token endpoint, asked as the configured client
     * @param resource the resource indicator, null to send none
     */
    public GrantResult obtain(TokenEndpoint endpoint, @Nullable String resource, RequestedScope scope) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("grant_type", "client_credentials");
        if (scope.value() != null) {
            parameters.put("scope", scope.value());
        }
        return GrantResult.of(endpoint.request(parameters, resource));
    }
}
