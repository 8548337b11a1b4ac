package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.challenge.Challenges;
import dev.mcpauthfix.engine.metadata.Discovery;
import dev.mcpauthfix.engine.metadata.DiscoveryResult;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.port.SecretSource;
import dev.mcpauthfix.engine.token.IssuedTokens;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens that somebody else obtains and renews ({@link EngineSettings.Grant#TOKEN}): read where the settings say, sent as they
 * are, never kept in the vault. No authorization server is asked. It blocks, but for {@link #isDue}.
 */
final class GivenTokens {

    /** How often a source that costs little is looked at for a change. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private static final String NO_TOKEN = "token.file or token.command gives text that is no access token"
            + " (RFC 6750, section 2.1): have it give the token alone, without \"Bearer\" and without spaces";

    private final ServerSettings settings;
    private final Clock clock;
    private final Journal journal;

    GivenTokens(ServerSettings settings, Clock clock, Journal journal) {
        this.settings = settings;
        this.clock = clock;
        this.journal = journal;
    }

    /** Whether the token for this resource is a given one. */
    boolean serve(ResourceState state) {
        return settings.of(state.mcpUri()).grant() == EngineSettings.Grant.TOKEN;
    }

    /** Decides about a request that lacks a token or whose token was not accepted. */
    Decision recover(ResourceState state, McpRequest request, ChallengeResponse response) {
        Instant start = clock.instant();
        IssuedTokens newer = state.newerThan(request.sent(), request);
        if (newer != null) {
            return new Decision.Retry(newer.authorization());
        }
        SecretSource source = source(state);
        // A command is not run for each of a stream of refused requests; a file may be looked at each time.
        String failure = source != null && source.isWatchable()
                ? null
                : state.loginFailure().recall();
        if (failure != null) {
            return journal.passThrough(state.mcpUri(), null, failure, 0, start);
        }
        String hopeless = hopeless(state.mcpUri(), response);
        SecretSource.Result read = hopeless != null || source == null ? null : source.read();
        String reason = hopeless != null ? hopeless : refusal(read, request.sent());
        if (reason != null || !(read instanceof SecretSource.Found found)) {
            String why = String.valueOf(reason);
            state.loginFailure().remember(why);
            return journal.passThrough(state, null, why, 0, start);
        }
        state.loginFailure().clear();
        hold(state, found, request.shape() == McpTraffic.Shape.EVENT_STREAM_GET);
        journal.authorized(state.mcpUri(), null, "a token that was given", 0, start);
        IssuedTokens usable = state.newerThan(request.sent(), request);
        return usable != null
                ? new Decision.Retry(usable.authorization())
                : new Decision.PassThrough("the token that was given does not go with this request");
    }

    /** Whether it is time to see if the source gives another token; true once for each time. */
    boolean isDue(ResourceState state) {
        if (!serve(state)) {
            return false;
        }
        SecretSource source = source(state);
        return source != null && source.isWatchable() && state.lookAgain(BETWEEN_LOOKS);
    }

    /** Takes another token where there is one; anything else is left for the next refusal to tell. */
    void look(ResourceState state) {
        SecretSource source = source(state);
        IssuedTokens held = state.tokens();
        if (source != null
                && held != null
                && source.read() instanceof SecretSource.Found found
                && found.value().isFitForAHeader()
                && !found.value().equals(held.tokens().access())) {
            hold(state, found, held.eventStream());
        }
    }

    private void hold(ResourceState state, SecretSource.Found found, boolean eventStream) {
        state.hold(
                IssuedTokens.given(state.mcpUri(), found.value(), eventStream, clock.instant()),
                ResourceState.Origin.GIVEN);
    }

    private @Nullable SecretSource source(ResourceState state) {
        return settings.of(state.mcpUri()).credentials().token();
    }

    /** A token goes only where the settings say; the issuer is no such place, for nobody asks it. */
    private @Nullable String hopeless(URI mcpUri, ChallengeResponse response) {
        URI resource = settings.of(mcpUri).clientResource();
        if (resource == null || !UrlRules.covers(resource, mcpUri)) {
            return "the token of token.file or token.command is sent to no server that the settings do not name: set"
                    + " client.resource, or write a section [" + mcpUri + "] into the config file";
        }
        DiscoveryResult.Stopped stopped = Discovery.hopeless(mcpUri, Challenges.parse(response.wwwAuthenticate()));
        return stopped == null ? null : stopped.reason();
    }

    private static @Nullable String refusal(SecretSource.@Nullable Result read, @Nullable Authorization sent) {
        if (read instanceof SecretSource.Unavailable unavailable) {
            return unavailable.reason();
        }
        if (!(read instanceof SecretSource.Found found) || !found.value().isFitForAHeader()) {
            return NO_TOKEN;
        }
        return sent != null && sent.token().equals(found.value())
                ? "the MCP server refused the token of token.file or token.command, and there is no other yet: have it"
                        + " renewed, it is read again"
                : null;
    }
}
