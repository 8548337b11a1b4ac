package dev.mcpauthfix.engine.grant;

import dev.mcpauthfix.engine.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the token endpoint said (RFC 6749, section 5). */
public sealed interface TokenAnswer {

    /**
     * A token.
     *
     * @param accessToken visible ASCII, fit for a header
     * @param refreshToken null where there is none
     * @param lifetime null where not said; then only a 401 tells
     * @param scope what was granted, separated by spaces, null where not said
     * @param resource the resource indicator that was sent, null where none was
     * @param bound whether the token is bound to the key whose proof the request carried (RFC 9449, section 5)
     * @param issuedTokenType what a token exchange gave (RFC 8693, section 2.2.1), null where not said
     */
    record Issued(
            Secret accessToken,
            @Nullable Secret refreshToken,
            @Nullable Duration lifetime,
            @Nullable String scope,
            @Nullable String resource,
            boolean bound,
            @Nullable String issuedTokenType)
            implements TokenAnswer {}

    /**
     * A definitive no.
     *
     * @param error the error code as the server wrote it, for comparing; empty where it gave none
     * @param reason one line for people
     */
    record Rejected(String error, String reason) implements TokenAnswer {

        /** Whether the server does not know the client, or not for this (RFC 6749, section 5.2). */
        public boolean disownsClient() {
            return error.equals("invalid_client") || error.equals("unauthorized_client");
        }

        /** Whether a server that does not know resource indicators says it like this. */
        public boolean mayBeAboutResource() {
            return error.equals("invalid_target") || error.equals("invalid_request");
        }
    }

    /**
     * No usable answer; nothing is known about the grant or the client.
     *
     * @param reason one line for people
     * @param serverError whether the server answered with a 5xx status
     */
    record Unavailable(String reason, boolean serverError) implements TokenAnswer {}
}
