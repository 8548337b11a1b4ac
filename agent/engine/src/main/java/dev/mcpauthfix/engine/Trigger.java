package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.challenge.BearerChallenge;
import dev.mcpauthfix.engine.policy.UrlRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a refused request is one for us, told from the request and the response alone. */
public sealed interface Trigger {

    /** Not for us. */
    record None(String reason) implements Trigger {}

    /** A token is missing or was not accepted; the scope is the challenge's, null where not said. */
    record TokenNeeded(@Nullable String scope) implements Trigger {}

    /** The token was accepted and is too narrow (RFC 6750, section 3.1); the scope is the challenge's, null where not said. */
    record ScopeNeeded(@Nullable String scope) implements Trigger {}

    /** The token was accepted and its proof lacks the server's nonce (RFC 9449, section 9). */
    record NonceNeeded(Authorization authorization, String nonce) implements Trigger {}

    /** More than a token from the vault, a refreshed one and a new one cannot be tried for one request. */
    int MOST_ATTEMPTS = 3;

    /** Reads the refusal (rule R14). */
    static Trigger of(McpRequest request, ChallengeResponse response) {
        if (!UrlRules.isWeb(request.uri()) || !UrlRules.isConfidential(request.uri(), request.uri())) {
            return new None("no token travels to " + request.uri().getHost() + " over plain http: use https");
        }
        if (request.attempt() >= MOST_ATTEMPTS) {
            return new None("the request was refused with every token that could be had");
        }
        Optional<BearerChallenge> bearer = BearerChallenge.from(response.wwwAuthenticate());
        String scope = bearer.map(BearerChallenge::scope).orElse(null);
        String error = bearer.map(BearerChallenge::error).orElse("");
        Authorization sent = request.sent();
        if (response.status() == 401 && error.equals("use_dpop_nonce") && sent != null && sent.possession() != null) {
            return response.dpopNonce() == null
                    ? new None(
                            "the MCP server wants a nonce in the proof of possession and gives none (RFC 9449, section 9)")
                    : new NonceNeeded(sent, response.dpopNonce());
        }
        if (response.status() == 401) {
            return new TokenNeeded(scope);
        }
        if (response.status() == 403 && error.equals("insufficient_scope")) {
            return request.sent() == null ? new TokenNeeded(scope) : new ScopeNeeded(scope);
        }
        // A server that says 403 where it means 401 (quirk 39).
        if (response.status() == 403 && error.equals("invalid_token") && request.sent() == null) {
            return new TokenNeeded(scope);
        }
        return new None("a " + response.status() + " without a Bearer challenge that a token would answer");
    }
}
