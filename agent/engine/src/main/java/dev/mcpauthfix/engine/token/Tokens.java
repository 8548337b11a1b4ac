package dev.mcpauthfix.engine.token;

import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.grant.TokenAnswer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An access token and what goes with it.
 *
 * @param access the access token
 * @param refresh the refresh token, null where there is none
 * @param issuedAt when it was issued, by our clock
 * @param expiresAt when it runs out, null where the server did not say
 * @param scope what was granted, or what was asked for where the server did not say; null for neither
 */
public record Tokens(
        Secret access,
        @Nullable Secret refresh,
        Instant issuedAt,
        @Nullable Instant expiresAt,
        @Nullable String scope) {

    private static final Duration LEAD = Duration.ofSeconds(60);

    /**
     * Takes a token endpoint's answer; a missing scope means the requested one (RFC 6749, section 5.1).
     *
     * @param requestedScope what was asked for, null for nothing
     */
    public static Tokens of(TokenAnswer.Issued answer, Instant now, @Nullable String requestedScope) {
        return new Tokens(
                answer.accessToken(),
                answer.refreshToken(),
                now,
                answer.lifetime() == null ? null : now.plus(answer.lifetime()),
                answer.scope() == null ? requestedScope : answer.scope());
    }

    /** Takes the answer to a refresh; a missing refresh token means that the old one goes on (RFC 6749, section 6). */
    Tokens refreshed(TokenAnswer.Issued answer, Instant now) {
        Tokens fresh = of(answer, now, scope);
        return fresh.refresh() != null
                ? fresh
                : new Tokens(fresh.access(), refresh, now, fresh.expiresAt(), fresh.scope());
    }

    /** Whether the access token has not run out. */
    public boolean isCurrent(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    /** Whether it is time to refresh: in the last minute, or the last quarter of a shorter life. */
    public boolean isDue(Instant now) {
        if (refresh == null || expiresAt == null) {
            return false;
        }
        Duration quarter = Duration.between(issuedAt, expiresAt).dividedBy(4);
        return !now.isBefore(expiresAt.minus(quarter.compareTo(LEAD) < 0 ? quarter : LEAD));
    }
}
