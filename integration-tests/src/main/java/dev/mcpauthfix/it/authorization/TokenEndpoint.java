package dev.mcpauthfix.it.authorization;

import dev.mcpauthfix.it.wire.WireRequest;
import dev.mcpauthfix.it.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The token endpoint (RFC 6749, section 3.2). */
final class TokenEndpoint {

    private final AuthorizationServer server;

    TokenEndpoint(AuthorizationServer server) {
        this.server = server;
    }

    WireResponse token(WireRequest request) throws OAuthError {
        if (fault(Fault.TOKEN_ENDPOINT_IS_DOWN)) {
            return WireResponse.text(503, "try later");
        }
        Client client = server.clients().authenticate(request);
        Map<String, String> form = request.form();
        return switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code" -> redeemCode(client, form);
            case "refresh_token" -> refresh(client, form);
            case "client_credentials" -> clientCredentials(client, form);
            default -> throw new OAuthError(400, "unsupported_grant_type", "unknown grant_type");
        };
    }

    private WireResponse redeemCode(Client client, Map<String, String> form) throws OAuthError {
        AuthorizationCode code = server.authorizationEndpoint().redeem(form.getOrDefault("code", ""));
        if (code == null || !code.clientId().equals(client.id())) {
            throw OAuthError.invalidGrant("the code is unknown, used, or another client's");
        }
        if (!code.redirectUri().equals(form.get("redirect_uri"))) {
            throw OAuthError.invalidGrant("redirect_uri differs from the authorization request's");
        }
        if (!code.codeChallenge().equals(s256(form.getOrDefault("code_verifier", "")))) {
            throw OAuthError.invalidGrant("code_verifier does not fit code_challenge");
        }
        if (!code.resource().equals(form.getOrDefault("resource", ""))) {
            throw new OAuthError(400, "invalid_target", "resource differs from the authorization request's");
        }
        return respond(server.tokens().issue(client.id(), code.resource(), code.scope()));
    }

    private WireResponse refresh(Client client, Map<String, String> form) throws OAuthError {
        AccessToken next = server.tokens().refresh(client.id(), form.getOrDefault("refresh_token", ""));
        if (next == null) {
            throw OAuthError.invalidGrant("the refresh token is unknown, used, or another client's");
        }
        return respond(next);
    }

    private WireResponse clientCredentials(Client client, Map<String, String> form) throws OAuthError {
        String resource = form.getOrDefault("resource", "");
        if (client.secret().isEmpty()) {
            throw new OAuthError(400, "unauthorized_client", "a public client has no credentials");
        }
        if (!resource.isEmpty() && !server.knowsResource(resource)) {
            throw new OAuthError(400, "invalid_target", "unknown resource");
        }
        AccessToken token = server.tokens().issue(client.id(), resource, form.getOrDefault("scope", ""));
        return respond(token);
    }

    private WireResponse respond(AccessToken token) {
        long seconds = server.settings().accessTokenLifetime().toSeconds();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("access_token", token.value());
        document.put("token_type", fault(Fault.TOKEN_TYPE_IS_LOWER_CASE) ? "bearer" : "Bearer");
        document.put("expires_in", fault(Fault.EXPIRES_IN_IS_A_STRING) ? String.valueOf(seconds) : (Object) seconds);
        String refreshToken = server.tokens().refreshTokenOf(token);
        if (refreshToken != null) {
            document.put("refresh_token", refreshToken);
        }
        if (!token.scope().isEmpty()) {
            document.put("scope", token.scope());
        }
        return fault(Fault.TOKEN_RESPONSE_IS_A_FORM)
                ? new WireResponse(
                        200,
                        Map.of("Content-Type", List.of("application/x-www-form-urlencoded")),
                        "access_token=" + token.value() + "&token_type=bearer")
                : WireResponse.json(200, document);
    }

    private static String s256(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private boolean fault(Fault fault) {
        return server.settings().faults().contains(fault);
    }
}
