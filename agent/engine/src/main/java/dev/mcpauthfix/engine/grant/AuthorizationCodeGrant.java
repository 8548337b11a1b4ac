package dev.mcpauthfix.engine.grant;

import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.metadata.AuthorizationServerMetadata;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.engine.port.UserAgent;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A person logs in: authorization code (RFC 6749, section 4.1) with PKCE (RFC 7636) by way of a loopback redirect. */
public final class AuthorizationCodeGrant {

    private final SecureRandom random;
    private final Duration limit;

    /**
     * @param limit how long the person may take
     */
    public AuthorizationCodeGrant(SecureRandom random, Duration limit) {
        this.random = random;
        this.limit = limit;
    }

    /**
     * Sends one authorization request and exchanges its code.
     *
     * @param tokenEndpoint where the code is exchanged, asked as the client whose login this is
     * @param resource the resource indicator, null to send none
     */
    public GrantResult obtain(
            UserAgent.Session session,
            AuthorizationServerMetadata server,
            TokenEndpoint tokenEndpoint,
            @Nullable String resource,
            RequestedScope scope) {
        URI endpoint = server.authorizationEndpoint();
        if (endpoint == null || !tokenEndpoint.channel().permits(endpoint)) {
            return new GrantResult.Failed("issuer " + ServerText.quote(server.issuer())
                    + (endpoint == null ? " has no authorization endpoint" : " wants people to log in over plain http")
                    + ", so nobody can log in there");
        }
        AuthorizationRequest request = AuthorizationRequest.create(
                endpoint, server, tokenEndpoint.client(), session.redirectUri(), resource, scope, random);
        UserAgent.Outcome outcome =
                session.authorize(request.uri(), request.state().reveal(), limit);
        if (outcome instanceof UserAgent.Abandoned abandoned) {
            return new GrantResult.Abandoned(abandoned.reason());
        }
        return answered(((UserAgent.Redirected) outcome).parameters(), request, tokenEndpoint);
    }

    private static GrantResult answered(
            Map<String, String> parameters, AuthorizationRequest request, TokenEndpoint tokenEndpoint) {
        AuthorizationResponse response = AuthorizationResponse.parse(parameters, request);
        if (response instanceof AuthorizationResponse.Denied denied) {
            TokenAnswer.Rejected rejected = new TokenAnswer.Rejected(denied.error(), denied.reason());
            return new GrantResult.Rejected(rejected.disownsClient(), rejected.mayBeAboutResource(), rejected.reason());
        }
        if (response instanceof AuthorizationResponse.Foreign foreign) {
            return new GrantResult.Failed(foreign.reason());
        }
        return exchange(((AuthorizationResponse.Code) response).code(), request, tokenEndpoint);
    }

    private static GrantResult exchange(Secret code, AuthorizationRequest request, TokenEndpoint tokenEndpoint) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("grant_type", "authorization_code");
        parameters.put("code", code.reveal());
        parameters.put("redirect_uri", request.redirectUri().toString());
        parameters.put("code_verifier", request.codeVerifier().reveal());
        return GrantResult.of(tokenEndpoint.request(parameters, request.resource()));
    }
}
