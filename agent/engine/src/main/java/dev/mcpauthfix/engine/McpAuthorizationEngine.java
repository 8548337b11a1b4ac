package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.dpop.Proofs;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.registration.ClientRegistrar;
import dev.mcpauthfix.engine.token.IssuedTokens;
import dev.mcpauthfix.engine.token.ProtectionSpace;
import dev.mcpauthfix.engine.token.TokenStore;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** The engine: remembers each protected resource, and lets one recovery per resource serve all calls that wait for it. */
public final class McpAuthorizationEngine implements AuthorizationEngine {

    private static final URI UNNAMED = URI.create("unknown");

    private final EnginePorts ports;
    private final ResourceStates states;
    private final Recovery recovery;
    private final StepUp stepUp;
    private final Journal journal;
    private final Proofs proofs;
    private final GivenTokens given;
    private final Observer observer;
    private final Repairer repairer;

    public McpAuthorizationEngine(ServerSettings settings, EnginePorts ports) {
        this.ports = ports;
        this.journal = new Journal(ports.events(), ports.logger(), ports.clock());
        this.states = new ResourceStates(
                mcpUri -> new ResourceState(mcpUri, settings, ports, fault -> journal.fault(mcpUri, fault)));
        this.proofs = new Proofs(ports.clock(), ports.random());
        TokenStore store = new TokenStore(ports.vault(), proofs, issued -> settings.allows(issued, issued.mcpUri()));
        ClientRegistrar registrar = new ClientRegistrar(settings, ports.vault(), ports.clock());
        Refresher refresher = new Refresher(ports, store, registrar);
        Login login = new Login(settings, ports, registrar, proofs, journal);
        this.given = new GivenTokens(settings, ports.clock(), journal);
        this.recovery = new Recovery(ports, store, refresher, login, given, journal);
        ServerSettings observed = settings.withoutExperiment();
        TokenStore seen = new TokenStore(ports.vault(), proofs, issued -> observed.allows(issued, issued.mcpUri()));
        this.observer = new Observer(observed, ports, seen, registrar);
        this.repairer = new Repairer(settings, ports, journal);
        this.stepUp = new StepUp(settings, ports, recovery, login, journal);
    }

    @Override
    public Optional<Authorization> authorize(McpRequest request) {
        if (request.shape() == McpTraffic.Shape.RESOURCE_METADATA) {
            // Wherever a redirect leads such a search, no token is for it.
            return Optional.empty();
        }
        try {
            ResourceState state = states.covering(request.uri(), request.shape());
            if (state == null) {
                return Optional.empty();
            }
            noteTransport(state, request);
            IssuedTokens tokens = state.tokens();
            if (tokens == null) {
                return Optional.empty();
            }
            renewIfDue(state, request, tokens);
            IssuedTokens usable = state.newerThan(null, request);
            return usable == null ? Optional.empty() : Optional.of(usable.authorization());
        } catch (RuntimeException fault) {
            journal.fault(name(request), fault);
            return Optional.empty();
        }
    }

    @Override
    public boolean takesMessages(String host) {
        return states.takeMessages(host);
    }

    @Override
    public boolean takesMessages() {
        return states.takeMessages(null);
    }

    @Override
    public CompletionStage<Decision> onChallenge(McpRequest request, ChallengeResponse response) {
        try {
            if (isForeign(request)) {
                return CompletableFuture.completedFuture(Decision.NOT_MCP);
            }
            Trigger trigger = Trigger.of(request, response);
            if (trigger instanceof Trigger.None none) {
                return passThrough(request, none.reason());
            }
            if (trigger instanceof Trigger.NonceNeeded needed) {
                proofs.learn(request.uri(), needed.nonce());
                return CompletableFuture.completedFuture(new Decision.Retry(needed.authorization()));
            }
            ResourceState state = states.challenged(request);
            noteTransport(state, request);
            IssuedTokens newer = state.newerThan(request.sent(), request);
            if (newer != null) {
                return CompletableFuture.completedFuture(new Decision.Retry(newer.authorization()));
            }
            return state.flight()
                    .join(() -> decide(state, request, response, trigger))
                    .thenApply(decision -> forCaller(decision, state, request));
        } catch (RuntimeException fault) {
            return CompletableFuture.completedFuture(journal.fault(name(request), fault));
        }
    }

    @Override
    public CompletionStage<Optional<Observation>> observe(McpRequest request, ChallengeResponse response) {
        CompletableFuture<Optional<Observation>> stage = new CompletableFuture<>();
        try {
            if (!Refusal.wantsToken(request, response) || !observer.isDue(request)) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            ports.executor().execute(() -> complete(stage, request, response));
        } catch (RejectedExecutionException full) {
            stage.complete(Optional.empty());
        } catch (RuntimeException fault) {
            journal.fault(name(request), fault);
            stage.complete(Optional.empty());
        }
        return stage;
    }

    private void complete(
            CompletableFuture<Optional<Observation>> stage, McpRequest request, ChallengeResponse response) {
        Optional<Observation> observation = Optional.empty();
        try {
            observation = observer.observe(request, response);
        } catch (RuntimeException fault) {
            journal.fault(name(request), fault);
        } finally {
            stage.complete(observation);
        }
    }

    @Override
    public CompletionStage<Decision> repair(McpRequest request, ChallengeResponse response) {
        try {
            if (isForeign(request)) {
                return CompletableFuture.completedFuture(Decision.NOT_MCP);
            }
            return Trigger.of(request, response) instanceof Trigger.None none
                    ? passThrough(request, none.reason())
                    : repairer.repair(request, response);
        } catch (RuntimeException fault) {
            return CompletableFuture.completedFuture(journal.fault(name(request), fault));
        }
    }

    @Override
    public CompletionStage<Optional<String>> resourceMetadata(McpRequest request) {
        try {
            return repairer.resourceMetadata(request);
        } catch (RuntimeException fault) {
            journal.fault(name(request), fault);
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }

    @Override
    public void onOutcome(McpRequest request, int status) {
        try {
            if (request.sent() == null || request.attempt() == 0 || status == 401 || status == 403) {
                return;
            }
            ResourceState state = states.covering(request.uri(), request.shape());
            if (state != null) {
                state.logins().restore();
                journal.healed(state.mcpUri(), status);
            }
        } catch (RuntimeException fault) {
            journal.fault(name(request), fault);
        }
    }

    /** An unmarked JSON POST outside the older SSE transport, say, may be anything: it is not even counted. */
    private boolean isForeign(McpRequest request) {
        return request.shape().isUnmarked() && states.covering(request.uri(), request.shape()) == null;
    }

    private static void noteTransport(ResourceState state, McpRequest request) {
        if (request.shape() == McpTraffic.Shape.STREAMABLE_POST
                && state.mcpUri().equals(UrlRules.bare(request.uri()))) {
            state.speaksStreamable();
        }
    }

    private Decision decide(ResourceState state, McpRequest request, ChallengeResponse response, Trigger trigger) {
        try {
            return trigger instanceof Trigger.ScopeNeeded needed
                    ? stepUp.widen(state, request, response, needed.scope())
                    : recovery.recover(state, request, response);
        } catch (RuntimeException fault) {
            // What failed once would fail again at each request, with all that it sends before.
            state.loginFailure().remember("a fault of ours, told before");
            throw fault;
        }
    }

    /** The decision was made for whoever came first; a token is handed only to a request it goes with and has not carried. */
    private static Decision forCaller(Decision decision, ResourceState state, McpRequest request) {
        if (!(decision instanceof Decision.Retry retry)) {
            return decision;
        }
        ProtectionSpace space = state.space();
        boolean covered = space != null && space.covers(request.uri(), request.shape());
        return covered && !retry.authorization().sameToken(request.sent())
                ? retry
                : new Decision.PassThrough("the token at hand does not go with this request or was refused for it");
    }

    private void renewIfDue(ResourceState state, McpRequest request, IssuedTokens tokens) {
        boolean due = tokens.tokens().isDue(ports.clock().instant())
                && state.backgroundFailure().recall() == null;
        if (!(due || given.isDue(state)) || !state.refreshScheduled().compareAndSet(false, true)) {
            return;
        }
        try {
            ports.executor().execute(() -> renew(state, request));
        } catch (RejectedExecutionException shuttingDown) {
            state.refreshScheduled().set(false);
        }
    }

    private void renew(ResourceState state, McpRequest request) {
        try {
            @Nullable IssuedTokens due = state.tokens();
            if (given.serve(state)) {
                given.look(state);
            } else if (due != null && due.tokens().isDue(ports.clock().instant())) {
                recovery.renew(state, request, due);
            }
        } catch (RuntimeException fault) {
            journal.fault(state.mcpUri(), fault);
        } finally {
            state.refreshScheduled().set(false);
        }
    }

    private CompletionStage<Decision> passThrough(McpRequest request, String reason) {
        return CompletableFuture.completedFuture(journal.passThrough(
                name(request), null, reason, 0, ports.clock().instant()));
    }

    private static URI name(McpRequest request) {
        return UrlRules.isWeb(request.uri()) ? UrlRules.bare(request.uri()) : UNNAMED;
    }
}
