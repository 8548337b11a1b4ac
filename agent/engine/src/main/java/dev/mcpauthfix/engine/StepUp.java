package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.grant.RequestedScope;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.engine.token.IssuedTokens;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a token that is accepted and too narrow (rule R15): a new login for what was asked for so far and what the
 * challenge asks for, once. A refresh cannot widen (RFC 6749, section 6). It blocks.
 */
final class StepUp {

    private final ServerSettings settings;
    private final EnginePorts ports;
    private final Recovery recovery;
    private final Login login;
    private final Journal journal;

    StepUp(ServerSettings settings, EnginePorts ports, Recovery recovery, Login login, Journal journal) {
        this.settings = settings;
        this.ports = ports;
        this.recovery = recovery;
        this.login = login;
        this.journal = journal;
    }

    /** Decides about a request whose token lacks a scope. */
    Decision widen(ResourceState state, McpRequest request, ChallengeResponse response, @Nullable String challenged) {
        Instant start = ports.clock().instant();
        IssuedTokens held = state.tokens();
        if (held == null || !held.isIn(request.sent())) {
            return recovery.recover(state, request, response);
        }
        Set<String> wanted = RequestedScope.parse(challenged);
        String refusal = refusal(state, held, wanted);
        if (refusal != null) {
            return journal.passThrough(state, null, refusal, 0, start);
        }
        Set<String> earlier = new LinkedHashSet<>(RequestedScope.parse(held.requestedScope()));
        earlier.addAll(RequestedScope.parse(held.tokens().scope()));
        LoginResult result = login.run(new LoginTask(
                state, request, response, earlier, state.stepUps(), recovery.channel(state, request), start));
        if (result instanceof LoginResult.Obtained obtained) {
            return recovery.take(state, request, obtained, start);
        }
        // The narrower token is still good for other requests, so this failure is not remembered against the resource.
        LoginResult.Failed failed = (LoginResult.Failed) result;
        return journal.failed(state, failed, failed.reason(), start);
    }

    /** Why no wider token is asked for, null where one is. */
    private @Nullable String refusal(ResourceState state, IssuedTokens held, Set<String> wanted) {
        if (wanted.isEmpty()) {
            return "the MCP server wants a wider scope and names none: set scope to what it needs";
        }
        String named = ServerText.quote(String.join(" ", wanted));
        EngineSettings of = settings.of(state.mcpUri());
        if (of.grant() == EngineSettings.Grant.TOKEN) {
            return "the MCP server wants the scope " + named
                    + ", and the token is given by token.file or token.command: have them give a wider one";
        }
        if (of.scope() != null) {
            return "the MCP server wants the scope " + named + ", and the setting scope allows only "
                    + ServerText.quote(of.scope()) + ": widen the setting";
        }
        boolean granted = RequestedScope.parse(held.tokens().scope()).containsAll(wanted);
        return granted || !state.firstStepUpTo(wanted)
                ? "the MCP server wants the scope " + named
                        + " of a token that was asked for with it: asking again would"
                        + " end the same way, see whether the person has this permission"
                : null;
    }
}
