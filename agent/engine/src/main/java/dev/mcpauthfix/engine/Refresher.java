package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.registration.BackChannel;
import dev.mcpauthfix.engine.registration.ClientRegistrar;
import dev.mcpauthfix.engine.registration.RegistrationResult;
import dev.mcpauthfix.engine.token.IssuedTokens;
import dev.mcpauthfix.engine.token.RefreshResult;
import dev.mcpauthfix.engine.token.TokenRefresh;
import dev.mcpauthfix.engine.token.TokenStore;
import dev.mcpauthfix.engine.token.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Refreshes a resource's tokens, one at a time and never twice with the same refresh token, in this JVM and all that share its
 * vault: a rotating server takes a second use for theft and revokes them all (failure F1, attack S15). It blocks.
 */
final class Refresher {

    /**
     * What came of it.
     *
     * @param issued tokens to use, null where there are none
     * @param reason one line for people
     * @param isFinal whether a login would not help either
     * @param requests how many requests were sent
     */
    record Outcome(@Nullable IssuedTokens issued, String reason, boolean isFinal, int requests) {}

    /**
     * One wish for new tokens.
     *
     * @param outdated the authorization to do better than, null for any
     * @param refused whether the server refused it, or it only nears its end
     */
    private record Wish(
            ResourceState state,
            McpRequest request,
            @Nullable Authorization outdated,
            boolean refused) {}

    private static final String NO_TOKEN = "there is no refresh token";
    private static final String STUCK =
            "another process has been refreshing these tokens for half a minute, or the vault that it shares with this one"
                    + " cannot be reached, and a refresh token must not be used twice; see whether that process is stopped"
                    + " and the vault is there, or try again later";

    private static final String TAKEN_OUT = "somebody logged out here meanwhile";

    private final EnginePorts ports;
    private final TokenStore store;
    private final ClientRegistrar registrar;
    private final TokenRefresh refresh;

    Refresher(EnginePorts ports, TokenStore store, ClientRegistrar registrar) {
        this.ports = ports;
        this.store = store;
        this.registrar = registrar;
        this.refresh = new TokenRefresh(ports.clock());
    }

    /** The vault's tokens where they are others than those, go with the request and have not run out; null where not. */
    @Nullable
    IssuedTokens adopt(ResourceState state, McpRequest request, @Nullable Authorization outdated) {
        IssuedTokens held = state.tokens();
        IssuedTokens stored = store.find(state.mcpUri());
        if (stored == null
                || (held != null
                        && stored.tokens().access().equals(held.tokens().access()))) {
            return null;
        }
        state.hold(stored, ResourceState.Origin.VAULT);
        return state.newerThan(outdated, request);
    }

    /** Replaces tokens that the server refused. */
    Outcome replaceRefused(ResourceState state, McpRequest request) {
        return refresh(new Wish(state, request, request.sent(), true));
    }

    /** Replaces tokens that near their end. */
    Outcome replaceDue(ResourceState state, McpRequest request, IssuedTokens due) {
        return refresh(new Wish(state, request, due.authorization(), false));
    }

    private Outcome refresh(Wish wish) {
        ResourceState state = wish.state();
        synchronized (state.refreshLock()) {
            IssuedTokens held = state.tokens();
            return held == null
                    ? new Outcome(null, NO_TOKEN, false, 0)
                    : store.exclusively(held, () -> refreshAlone(wish)).orElse(new Outcome(null, STUCK, true, 0));
        }
    }

    /** Whoever had the tokens before us may have renewed them: its tokens are taken, and its refresh token is the one to use. */
    private Outcome refreshAlone(Wish wish) {
        ResourceState state = wish.state();
        IssuedTokens adopted = adopt(state, wish.request(), wish.outdated());
        IssuedTokens newer = adopted != null ? adopted : state.newerThan(wish.outdated(), wish.request());
        if (newer != null) {
            return new Outcome(newer, "tokens renewed elsewhere", false, 0);
        }
        IssuedTokens basis = state.tokens();
        if (basis == null || basis.tokens().refresh() == null) {
            return new Outcome(null, NO_TOKEN, false, 0);
        }
        if (store.isTakenOut(basis)) {
            return takenOut(state, 0);
        }
        BackChannel channel =
                new BackChannel(ports.fetcher(), state.mcpUri(), wish.request().network());
        RegistrationResult client = registrar.current(basis.client(), state.mcpUri());
        if (client instanceof RegistrationResult.Refused refused) {
            return new Outcome(null, refused.reason(), true, 0);
        }
        RefreshResult result = refresh.refresh(
                basis.of(((RegistrationResult.Ready) client).client()),
                basis.tokens().refresh(),
                channel);
        return apply(wish, basis, result, channel.requests());
    }

    private Outcome apply(Wish wish, IssuedTokens basis, RefreshResult result, int requests) {
        if (result instanceof RefreshResult.Refreshed refreshed) {
            IssuedTokens kept = store.replace(basis, refreshed.issued());
            if (kept == null) {
                return takenOut(wish.state(), requests);
            }
            wish.state().hold(kept, ResourceState.Origin.REFRESH);
            return new Outcome(kept, "refreshed", false, requests);
        }
        if (result instanceof RefreshResult.Unavailable unavailable) {
            return new Outcome(null, unavailable.reason(), true, requests);
        }
        if (result instanceof RefreshResult.Refused refused) {
            return new Outcome(null, refused.reason(), false, requests);
        }
        if (result instanceof RefreshResult.ClientLost lost) {
            registrar.replace(basis.client());
            return lost(wish, basis, lost.reason(), requests);
        }
        return lost(wish, basis, ((RefreshResult.TokensLost) result).reason(), requests);
    }

    private static Outcome takenOut(ResourceState state, int requests) {
        state.drop();
        return new Outcome(null, TAKEN_OUT, false, requests);
    }

    /** Another JVM may have won the race: its tokens are taken, never deleted. */
    private Outcome lost(Wish wish, IssuedTokens basis, String reason, int requests) {
        ResourceState state = wish.state();
        IssuedTokens renewed = store.removeUnlessRenewed(basis);
        if (renewed != null) {
            state.hold(renewed, ResourceState.Origin.VAULT);
            return new Outcome(state.newerThan(wish.outdated(), wish.request()), reason, false, requests);
        }
        Tokens left = basis.tokens();
        if (wish.refused()) {
            state.drop();
        } else {
            // Nobody has refused the access token yet: let it serve out its time.
            Tokens last = new Tokens(left.access(), null, left.issuedAt(), left.expiresAt(), left.scope());
            state.hold(basis.with(last), ResourceState.Origin.REFRESH);
        }
        return new Outcome(null, reason, false, requests);
    }
}
