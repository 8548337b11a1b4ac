package dev.mcpauthfix.it.authorization;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All tokens that are or were valid. Refresh tokens rotate: using one twice revokes everything that came of it. */
final class IssuedTokens {

    private final boolean refreshTokens;
    private final Duration reuseInterval;
    private int refreshes;
    private int revokedFamilies;
    private final Duration lifetime;
    private final Clock clock;
    private final RandomValues random;
    private final Map<String, AccessToken> accessTokens = new HashMap<>();
    private final Map<String, AccessToken> tokenByRefreshToken = new HashMap<>();
    private final Map<String, AccessToken> usedRefreshTokens = new HashMap<>();
    private final Map<String, Instant> usedAt = new HashMap<>();

    IssuedTokens(AuthorizationServerSettings settings, Clock clock, RandomValues random) {
        this.refreshTokens = settings.refreshTokens();
        this.reuseInterval = settings.reuseInterval();
        this.lifetime = settings.accessTokenLifetime();
        this.clock = clock;
        this.random = random;
    }

    synchronized AccessToken issue(String clientId, String resource, String scope) {
        AccessToken token = new AccessToken(
                random.next("access"),
                clientId,
                resource,
                scope,
                clock.instant().plus(lifetime));
        accessTokens.put(token.value(), token);
        if (refreshTokens) {
            tokenByRefreshToken.put(random.next("refresh"), token);
        }
        return token;
    }

    /** Trades a refresh token for a new access token; null where it is not valid. */
    synchronized @Nullable AccessToken refresh(String clientId, String refreshToken) {
        AccessToken reused = usedRefreshTokens.get(refreshToken);
        if (reused != null
                && clock.instant()
                        .isBefore(
                                usedAt.getOrDefault(refreshToken, Instant.EPOCH).plus(reuseInterval))) {
            refreshes++;
            return issue(clientId, reused.resource(), reused.scope());
        }
        if (reused != null) {
            revokedFamilies++;
            revokeAllOf(reused.clientId());
            return null;
        }
        AccessToken old = tokenByRefreshToken.get(refreshToken);
        if (old == null || !old.clientId().equals(clientId)) {
            return null;
        }
        tokenByRefreshToken.remove(refreshToken);
        usedRefreshTokens.put(refreshToken, old);
        usedAt.put(refreshToken, clock.instant());
        refreshes++;
        return issue(clientId, old.resource(), old.scope());
    }

    synchronized @Nullable String refreshTokenOf(AccessToken token) {
        for (Map.Entry<String, AccessToken> entry : tokenByRefreshToken.entrySet()) {
            if (entry.getValue().equals(token)) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** How many refreshes were granted. */
    synchronized int refreshes() {
        return refreshes;
    }

    /** How many times a refresh token was used again and all tokens of its client were revoked for it. */
    synchronized int revokedFamilies() {
        return revokedFamilies;
    }

    synchronized boolean isValid(String accessToken) {
        AccessToken token = accessTokens.get(accessToken);
        return token != null && clock.instant().isBefore(token.expires());
    }

    /** Revokes an access or a refresh token (RFC 7009); unknown ones are no error. */
    synchronized void revoke(String token) {
        accessTokens.remove(token);
        AccessToken issued = tokenByRefreshToken.remove(token);
        if (issued != null) {
            accessTokens.remove(issued.value());
        }
    }

    synchronized void expireAccessTokens() {
        accessTokens.clear();
    }

    synchronized void forget() {
        accessTokens.clear();
        tokenByRefreshToken.clear();
    }

    private void revokeAllOf(String clientId) {
        accessTokens.values().removeIf(token -> token.clientId().equals(clientId));
        Set<String> revoked = new HashSet<>();
        tokenByRefreshToken.forEach((refreshToken, token) -> {
            if (token.clientId().equals(clientId)) {
                revoked.add(refreshToken);
            }
        });
        tokenByRefreshToken.keySet().removeAll(revoked);
    }
}
