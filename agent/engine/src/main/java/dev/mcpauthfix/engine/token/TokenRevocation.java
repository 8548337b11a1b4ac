package dev.mcpauthfix.engine.token;

import dev.mcpauthfix.engine.grant.TokenEndpoint;
import dev.mcpauthfix.engine.registration.BackChannel;
import dev.mcpauthfix.engine.registration.ClientRegistration;
import org.jspecify.annotations.Nullable;

/** Gives tokens back to the authorization server (RFC 7009), so that no copy of them is worth anything. */
public final class TokenRevocation {

    private TokenRevocation() {}

    /**
     * Revokes the refresh token, which ends the grant at most servers, and then the access token.
     *
     * @param client the client as it authenticates now
     * @return why it could not be done, in one line; null where it was done
     */
    public static @Nullable String revoke(IssuedTokens issued, ClientRegistration client, BackChannel channel) {
        if (issued.revocationEndpoint() == null) {
            return "the authorization server has no revocation_endpoint (RFC 7009), so the token stays good until it expires";
        }
        TokenEndpoint endpoint = new TokenEndpoint(issued.revocationEndpoint(), client, channel, null);
        Tokens tokens = issued.tokens();
        TokenEndpoint.Revocation refresh =
                tokens.refresh() == null ? null : endpoint.revoke(tokens.refresh(), "refresh_token");
        TokenEndpoint.Revocation access = endpoint.revoke(tokens.access(), "access_token");
        if (refresh == null) {
            return access.fault();
        }
        // Who signs access tokens and never looks at them again has nothing to revoke; the grant has ended all the
        // same.
        return refresh.fault() == null && access.unsupported() ? null : first(refresh.fault(), access.fault());
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }
}
