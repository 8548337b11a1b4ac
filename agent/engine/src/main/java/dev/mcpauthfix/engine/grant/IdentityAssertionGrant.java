package dev.mcpauthfix.engine.grant;

import dev.mcpauthfix.engine.EngineSettings.IdentityProvider;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.engine.port.SecretSource;
import dev.mcpauthfix.engine.registration.ClientRegistration;
import dev.mcpauthfix.engine.registration.TokenEndpointAuthMethod;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Enterprise-managed authorization (SEP-990; rule R20): the identity provider, where the person is logged in, exchanges the ID
 * token for a grant that names one authorization server and one resource (RFC 8693), and that server takes it as an assertion.
 */
public final class IdentityAssertionGrant {

    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";
    private static final String ID_JAG = "urn:ietf:params:oauth:token-type:id-jag";

    private final IdentityProvider provider;

    public IdentityAssertionGrant(IdentityProvider provider) {
        this.provider = provider;
    }

    /**
     * Asks both, each once.
     *
     * @param endpoint the authorization server's token endpoint, asked as the configured client
     * @param issuer the authorization server, whom the grant is for
     * @param resource the resource identifier, which the grant always names
     */
    public GrantResult obtain(TokenEndpoint endpoint, String issuer, String resource, RequestedScope scope) {
        SecretSource.Result read = provider.idToken().read();
        if (read instanceof SecretSource.Unavailable unavailable) {
            return new GrantResult.Failed(unavailable.reason());
        }
        SecretSource.Result secret =
                provider.clientSecret() == null ? null : provider.clientSecret().read();
        if (secret instanceof SecretSource.Unavailable unavailable) {
            return new GrantResult.Failed(unavailable.reason());
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("grant_type", EXCHANGE);
        parameters.put("requested_token_type", ID_JAG);
        parameters.put("audience", issuer);
        parameters.put("subject_token", ((SecretSource.Found) read).value().reveal());
        parameters.put("subject_token_type", ID_TOKEN);
        if (scope.value() != null) {
            parameters.put("scope", scope.value());
        }
        TokenAnswer answer = new TokenEndpoint(provider.tokenEndpoint(), client(secret), endpoint.channel(), null)
                .requestOnce(parameters, resource);
        if (!(answer instanceof TokenAnswer.Issued exchanged)) {
            return atIdentityProvider(GrantResult.of(answer));
        }
        if (!ID_JAG.equals(exchanged.issuedTokenType())) {
            // Anything else, an access token perhaps, is for others than the authorization server.
            return new GrantResult.Failed("the identity provider at "
                    + ServerText.plain(provider.tokenEndpoint().toString()) + " gave a token of type "
                    + ServerText.quote(String.valueOf(exchanged.issuedTokenType())) + "; expected " + ID_JAG
                    + ": enable enterprise-managed authorization for client " + ServerText.quote(provider.clientId())
                    + " there");
        }
        return new JwtBearerGrant().obtain(endpoint, exchanged.accessToken(), null, scope);
    }

    /** The authorization server's client is not to blame for what the identity provider refused. */
    private static GrantResult atIdentityProvider(GrantResult result) {
        String reason = result instanceof GrantResult.Rejected rejected
                ? rejected.reason()
                : ((GrantResult.Failed) result).reason();
        return new GrantResult.Failed("identity provider: " + reason
                + "; see whether the ID token and the client identifier there are current");
    }

    private ClientRegistration client(SecretSource.@Nullable Result secret) {
        return new ClientRegistration(
                provider.tokenEndpoint().toString(),
                provider.clientId(),
                secret instanceof SecretSource.Found found ? found.value() : null,
                null,
                TokenEndpointAuthMethod.choose(provider.clientSecret() != null, null),
                null,
                ClientRegistration.Source.CONFIGURED);
    }
}
