package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.policy.RetryAfter;
import dev.mcpauthfix.engine.port.EventSink.Failure;
import dev.mcpauthfix.engine.registration.BackChannel;
import dev.mcpauthfix.engine.token.IssuedTokens;
import dev.mcpauthfix.engine.token.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a refused token, cheapest first: the token that another call, another JVM or the command line got
 * meanwhile; a refresh; a login. It blocks.
 */
final class Recovery {

    private final EnginePorts ports;
    private final TokenStore store;
    private final Refresher refresher;
    private final Login login;
    private final GivenTokens given;
    private final Journal journal;

    Recovery(
            EnginePorts ports, TokenStore store, Refresher refresher, Login login, GivenTokens given, Journal journal) {
        this.ports = ports;
        this.store = store;
        this.refresher = refresher;
        this.login = login;
        this.given = given;
        this.journal = journal;
    }

    /** Decides about a request that lacks a token or whose token was not accepted. */
    Decision recover(ResourceState state, McpRequest request, ChallengeResponse response) {
        if (given.serve(state)) {
            return given.recover(state, request, response);
        }
        Instant start = now();
        IssuedTokens newer = state.newerThan(request.sent(), request);
        if (newer != null) {
            return new Decision.Retry(newer.authorization());
        }
        IssuedTokens adopted = refresher.adopt(state, request, request.sent());
        if (adopted != null) {
            state.loginFailure().clear();
            journal.authorized(state.mcpUri(), null, "token from the vault", 0, start);
            return new Decision.Retry(adopted.authorization());
        }
        String failure = state.loginFailure().recall();
        if (failure != null) {
            return journal.passThrough(state.mcpUri(), null, failure, 0, start);
        }
        IssuedTokens held = state.tokens();
        boolean justObtained = request.attempt() > 0 && held != null && held.isIn(request.sent());
        if (justObtained && state.origin() == ResourceState.Origin.LOGIN) {
            return refusedAtOnce(state, start);
        }
        boolean justRefreshed = justObtained && state.origin() == ResourceState.Origin.REFRESH;
        Refresher.Outcome refreshed =
                justRefreshed || held == null || held.tokens().refresh() == null
                        ? new Refresher.Outcome(null, "", false, 0)
                        : refresher.replaceRefused(state, request);
        if (refreshed.issued() != null) {
            journal.authorized(state.mcpUri(), null, refreshed.reason(), refreshed.requests(), start);
            return new Decision.Retry(refreshed.issued().authorization());
        }
        return refreshed.isFinal()
                ? failed(
                        state,
                        new LoginResult.Failed(
                                Failure.AUTHORIZATION_SERVER, null, refreshed.reason(), refreshed.requests()),
                        start)
                : loginFor(state, request, response, start);
    }

    /**
     * The token stays: other requests may well be accepted with it. But another login would end the same way, so this one's
     * failure is remembered.
     */
    private Decision refusedAtOnce(ResourceState state, Instant start) {
        return failed(
                state,
                new LoginResult.Failed(
                        Failure.TOKEN_REFUSED,
                        null,
                        "the MCP server refused a token that was issued for it just now; it should accept tokens for "
                                + state.mcpUri() + ": see its log for the reason (audience, issuer or scope)",
                        0),
                start);
    }

    private Decision loginFor(ResourceState state, McpRequest request, ChallengeResponse response, Instant start) {
        BackChannel channel = channel(state, request);
        LoginResult result =
                login.run(new LoginTask(state, request, response, Set.of(), state.logins(), channel, start));
        return result instanceof LoginResult.Obtained obtained
                ? take(state, request, obtained, start)
                : failed(state, (LoginResult.Failed) result, RetryAfter.parse(channel.retryAfter(), now()), start);
    }

    /** Keeps what a login obtained and sends the request again with it. */
    Decision take(ResourceState state, McpRequest request, LoginResult.Obtained obtained, Instant start) {
        store.saveExclusively(obtained.issued());
        state.hold(obtained.issued(), ResourceState.Origin.LOGIN);
        state.loginFailure().clear();
        journal.authorized(state.mcpUri(), obtained.rung(), obtained.how(), obtained.requests(), start);
        IssuedTokens usable = state.newerThan(request.sent(), request);
        return usable != null
                ? new Decision.Retry(usable.authorization())
                : new Decision.PassThrough("the token that was obtained does not go with this request");
    }

    private Decision failed(ResourceState state, LoginResult.Failed failed, Instant start) {
        return failed(state, failed, null, start);
    }

    /**
     * Remembers and tells a failure.
     *
     * @param wish how long the server wants to be left alone, null where it did not say
     */
    private Decision failed(ResourceState state, LoginResult.Failed failed, @Nullable Duration wish, Instant start) {
        String reason = wish == null
                ? failed.reason()
                : failed.reason() + "; the server wants to be left alone for " + wish.toSeconds() + " s, and is";
        state.loginFailure().remember(reason, wish == null ? Duration.ZERO : wish);
        return journal.failed(state, failed, reason, start);
    }

    BackChannel channel(ResourceState state, McpRequest request) {
        return new BackChannel(ports.fetcher(), state.mcpUri(), request.network());
    }

    /** Renews tokens that near their end; a failure is only remembered, for the next request may still be accepted. */
    void renew(ResourceState state, McpRequest request, IssuedTokens due) {
        Instant start = now();
        Refresher.Outcome outcome = refresher.replaceDue(state, request, due);
        if (outcome.issued() == null) {
            state.backgroundFailure().remember(outcome.reason());
        } else {
            journal.authorized(state.mcpUri(), null, outcome.reason(), outcome.requests(), start);
        }
    }

    private Instant now() {
        return ports.clock().instant();
    }
}
