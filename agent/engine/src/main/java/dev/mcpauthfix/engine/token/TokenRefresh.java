package dev.mcpauthfix.engine.token;

import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.grant.TokenAnswer;
import dev.mcpauthfix.engine.grant.TokenEndpoint;
import dev.mcpauthfix.engine.registration.BackChannel;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Refreshes an access token (RFC 6749, section 6). */
public final class TokenRefresh {

    private final Clock clock;

    public TokenRefresh(Clock clock) {
        this.clock = clock;
    }

    /**
     * Sends the refresh request, proven by the key of the tokens where they have one, and with the resource indicator where the grant had one (quirk 37). No scope: the request would
     * widen nothing, and leaving it out keeps all of it.
     */
    public RefreshResult refresh(IssuedTokens issued, Secret refreshToken, BackChannel channel) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("grant_type", "refresh_token");
        parameters.put("refresh_token", refreshToken.reveal());
        TokenAnswer answer = new TokenEndpoint(issued.tokenEndpoint(), issued.client(), channel, issued.possession())
                .request(parameters, issued.resourceSent() ? issued.resource() : null);
        if (answer instanceof TokenAnswer.Issued fresh) {
            return new RefreshResult.Refreshed(issued.with(
                    issued.tokens().refreshed(fresh, clock.instant()), fresh.bound() ? issued.possession() : null));
        }
        if (answer instanceof TokenAnswer.Unavailable unavailable) {
            return new RefreshResult.Unavailable(unavailable.reason());
        }
        TokenAnswer.Rejected rejected = (TokenAnswer.Rejected) answer;
        if (rejected.disownsClient()) {
            return new RefreshResult.ClientLost(rejected.reason());
        }
        return rejected.error().equals("invalid_grant")
                ? new RefreshResult.TokensLost(rejected.reason())
                : new RefreshResult.Refused(rejected.reason());
    }
}
