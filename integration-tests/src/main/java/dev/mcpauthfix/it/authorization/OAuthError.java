package dev.mcpauthfix.it.authorization;

import dev.mcpauthfix.it.wire.WireResponse;
import java.util.Map;

/** An error response of the token or registration endpoint (RFC 6749, section 5.2; RFC 7591, section 3.2.2). */
final class OAuthError extends Exception {

    private final int status;
    private final String error;

    OAuthError(int status, String error, String description) {
        super(description);
        this.status = status;
        this.error = error;
    }

    static OAuthError invalidRequest(String description) {
        return new OAuthError(400, "invalid_request", description);
    }

    static OAuthError invalidGrant(String description) {
        return new OAuthError(400, "invalid_grant", description);
    }

    static OAuthError invalidClient(String description) {
        return new OAuthError(401, "invalid_client", description);
    }

    WireResponse toResponse() {
        return WireResponse.json(status, Map.of("error", error, "error_description", String.valueOf(getMessage())));
    }
}
