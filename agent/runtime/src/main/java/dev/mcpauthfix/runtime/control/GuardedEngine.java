package dev.mcpauthfix.runtime.control;

import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.AuthorizationEngine;
import dev.mcpauthfix.engine.ChallengeResponse;
import dev.mcpauthfix.engine.Decision;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.Observation;
import dev.mcpauthfix.engine.Refusal;
import dev.mcpauthfix.engine.ServerSettings;
import dev.mcpauthfix.engine.metadata.WellKnown;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.port.EventSink;
import dev.mcpauthfix.runtime.evidence.Evidence;
import dev.mcpauthfix.runtime.evidence.Occurrence;
import dev.mcpauthfix.runtime.settings.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The engine within the bounds of this moment's settings, and what it does told to whoever wants evidence. A call is decided by the mode
 * in which it is challenged.
 */
public final class GuardedEngine implements AuthorizationEngine {

    /** What may change while the JVM runs. */
    public interface Bounds {

        /** Looks whether the application has an OAuth of its own, where that decides the mode; a call was refused, or is about to be. */
        void look();

        /** What the agent does: heal, repair, observe, nothing; null where its settings are wrong. Never {@code auto}. */
        Settings.@Nullable Mode mode();

        /** Why it does less than it was set to, null where it does not. */
        @Nullable
        String restraint();

        /** How long a call may wait, null for as long as it takes. */
        @Nullable
        Duration longestWait();
    }

    private static final Decision SWITCHED_OFF = new Decision.PassThrough("mode=off");

    private final Bounds bounds;
    private final Breaker breaker = new Breaker();
    private final ExperimentRun experiment = new ExperimentRun();
    private final WaitLimit waits;
    private final Witness witness;
    private final Clock clock;
    private volatile AuthorizationEngine engine;

    /**
     * Creates one around an engine that heals.
     *
     * @param engine makes it, with the sink for its events
     * @param faults takes what evidence throws, which it must not
     */
    public GuardedEngine(
            Function<EventSink, AuthorizationEngine> engine,
            Bounds bounds,
            WaitLimit waits,
            Evidence evidence,
            Consumer<Throwable> faults,
            Clock clock) {
        this.bounds = bounds;
        this.waits = waits;
        this.clock = clock;
        this.witness = new Witness(breaker, experiment, evidence, faults, clock);
        this.engine = engine.apply(witness::took);
    }

    /** Takes another engine from the next call on; what the one before has begun ends as it would have. */
    public void replace(Function<EventSink, AuthorizationEngine> by) {
        engine = by.apply(witness::took);
    }

    /** Takes other settings; an experiment that they change begins anew. */
    public void follow(ServerSettings settings, Duration longestWait) {
        experiment.follow(settings, longestWait);
    }

    /** Why an experiment has stopped by itself, null where it has not or there is none. */
    public @Nullable String experimentStopped() {
        return experiment.stopped();
    }

    /** Begins anew with the servers where too much of ours went wrong. */
    public void closeBreaker() {
        breaker.close();
    }

    /** Whether the engine knows messages of the older SSE transport, whatever the mode. */
    public boolean knowsMessages() {
        return engine.takesMessages();
    }

    /** A fault of ours in a call to a server. */
    public void fault(URI server, String what) {
        if (UrlRules.isWeb(server)) {
            witness.fault(UrlRules.bare(server).toString(), server, what);
        }
    }

    /** Tells what happened; whatever becomes of the evidence, the call is worth more. */
    public void tell(Occurrence occurrence) {
        witness.tell(occurrence);
    }

    @Override
    public Optional<Authorization> authorize(McpRequest request) {
        return heals() && leftAlone(request.uri()) == null ? engine.authorize(request) : Optional.empty();
    }

    @Override
    public boolean takesMessages(String host) {
        return heals() && engine.takesMessages(host);
    }

    @Override
    public boolean takesMessages() {
        return heals() && engine.takesMessages();
    }

    @Override
    public CompletionStage<Decision> onChallenge(McpRequest request, ChallengeResponse response) {
        bounds.look();
        Settings.Mode mode = bounds.mode();
        if (mode == null || mode == Settings.Mode.OFF) {
            return CompletableFuture.completedFuture(SWITCHED_OFF);
        }
        if (mode == Settings.Mode.OBSERVE) {
            return observed(request, response);
        }
        String why = leftAlone(request.uri());
        if (why != null) {
            return leave(request, response, why);
        }
        Instant asked = clock.instant();
        CompletionStage<Decision> decision =
                mode == Settings.Mode.REPAIR ? engine.repair(request, response) : engine.onChallenge(request, response);
        return waits.within(bounds.longestWait(), decision).thenApply(made -> told(request, response, made, asked));
    }

    /** What is found out beside the call is for people alone, and only where they have asked for it. */
    private CompletionStage<Decision> observed(McpRequest request, ChallengeResponse response) {
        String restraint = bounds.restraint();
        CompletionStage<Decision> left = leave(request, response, restraint == null ? "mode=observe" : restraint);
        if (restraint == null) {
            CompletionStage<Optional<Observation>> unused = observe(request, response);
        }
        return left;
    }

    private CompletionStage<Decision> leave(McpRequest request, ChallengeResponse response, String why) {
        if (Refusal.wantsToken(request, response)) {
            witness.challenged(request, response, "observe", why, Duration.ZERO);
        }
        return CompletableFuture.completedFuture(new Decision.PassThrough(why));
    }

    /** Why a server is only observed whatever the mode, null where it is helped. */
    private @Nullable String leftAlone(URI uri) {
        return breaker.isOpen(uri)
                ? "three faults of mcp-auth-fix in a row at this server; any set or enable begins anew"
                : experiment.stopped(uri);
    }

    private Decision told(McpRequest request, ChallengeResponse response, Decision decision, Instant asked) {
        if (!decision.equals(Decision.NOT_MCP)) {
            String reason = decision instanceof Decision.PassThrough passed ? passed.reason() : "";
            witness.challenged(request, response, word(decision), reason, Duration.between(asked, clock.instant()));
        }
        return decision;
    }

    private static String word(Decision decision) {
        if (decision instanceof Decision.Retry) {
            return "retry";
        }
        return decision instanceof Decision.Repair ? "repair" : "pass-through";
    }

    @Override
    public CompletionStage<Optional<Observation>> observe(McpRequest request, ChallengeResponse response) {
        return engine.observe(request, response).thenApply(observation -> {
            observation.ifPresent(found -> witness.observed(request, found));
            return observation;
        });
    }

    @Override
    public CompletionStage<Decision> repair(McpRequest request, ChallengeResponse response) {
        return engine.repair(request, response);
    }

    @Override
    public CompletionStage<Optional<String>> resourceMetadata(McpRequest request) {
        bounds.look();
        URI resource = WellKnown.protectedResourceOf(request.uri());
        if (bounds.mode() != Settings.Mode.REPAIR || resource == null || leftAlone(resource) != null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Instant asked = clock.instant();
        CompletionStage<Optional<String>> found = engine.resourceMetadata(request);
        return waits.within(bounds.longestWait(), found, Optional.empty()).thenApply(document -> {
            document.ifPresent(given -> witness.answered(request, Duration.between(asked, clock.instant())));
            return document;
        });
    }

    @Override
    public void onOutcome(McpRequest request, int status) {
        engine.onOutcome(request, status);
        if (request.sent() != null && request.attempt() > 0 && UrlRules.isWeb(request.uri())) {
            if (status < 400) {
                breaker.helped(request.uri());
            }
            witness.retried(request, status);
        }
    }

    private boolean heals() {
        return bounds.mode() == Settings.Mode.HEAL;
    }
}
