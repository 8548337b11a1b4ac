package dev.mcpauthfix.engine.grant;

import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.port.SecretSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An assertion of somebody whom the authorization server trusts buys the token (RFC 7523, section 2.1; rule R21): the workload's
 * own, or one that an identity provider made for a person. It is sent once, whatever the answer.
 */
public final class JwtBearerGrant {

    private static final String TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    /**
     * Reads the assertion and sends the token request.
     *
     * @param endpoint the token endpoint, asked as the configured client
     * @param source where the assertion is
     * @param resource the resource indicator, null to send none
     */
    public GrantResult obtain(
            TokenEndpoint endpoint, SecretSource source, @Nullable String resource, RequestedScope scope) {
        SecretSource.Result read = source.read();
        return read instanceof SecretSource.Unavailable unavailable
                ? new GrantResult.Failed(unavailable.reason())
                : obtain(endpoint, ((SecretSource.Found) read).value(), resource, scope);
    }

    GrantResult obtain(TokenEndpoint endpoint, Secret assertion, @Nullable String resource, RequestedScope scope) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("grant_type", TYPE);
        parameters.put("assertion", assertion.reveal());
        if (scope.value() != null) {
            parameters.put("scope", scope.value());
        }
        return GrantResult.of(endpoint.requestOnce(parameters, resource));
    }
}
