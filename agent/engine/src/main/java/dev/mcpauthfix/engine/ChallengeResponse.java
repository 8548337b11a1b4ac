package dev.mcpauthfix.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a 401 or 403 response that authorization is about.
 *
 * @param status the HTTP status code
 * @param wwwAuthenticate the values of all {@code WWW-Authenticate} header lines in order, empty where there is none
 * @param dpopNonce the {@code DPoP-Nonce} header (RFC 9449, section 9), null where there is none
 */
public record ChallengeResponse(
        int status, List<String> wwwAuthenticate, @Nullable String dpopNonce) {

    /** A response without a nonce. */
    public ChallengeResponse(int status, List<String> wwwAuthenticate) {
        this(status, wwwAuthenticate, null);
    }

    public ChallengeResponse {
        wwwAuthenticate = List.copyOf(wwwAuthenticate);
    }
}
