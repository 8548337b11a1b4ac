package dev.mcpauthfix.runtime.control;

import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.AuthorizationEngine;
import dev.mcpauthfix.engine.ChallengeResponse;
import dev.mcpauthfix.engine.Decision;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.Refusal;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.port.EventSink;
import dev.mcpauthfix.runtime.evidence.Evidence;
import dev.mcpauthfix.runtime.evidence.Occurrence;
import dev.mcpauthfix.runtime.settings.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
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

        /** What the agent may do, null where its settings are wrong. */
        Settings.@Nullable Mode mode();

        /** Why it does less than it was set to, null where it does not. */
        @Nullable
        String restraint();

        /** How long a call may wait, null for as long as it takes. */
        @Nullable
        Duration longestWait();
    }

    /** A client that follows links may meet any number of servers. */
    private static final int MOST_SERVERS = 1024;

    private static final Decision SWITCHED_OFF = new Decision.PassThrough("mode=off");

    private final Bounds bounds;
    private final Breaker breaker = new Breaker();
    private final WaitLimit waits;
    private final Evidence evidence;
    private final Consumer<Throwable> faults;
    private final Clock clock;
    private final EventSink events = this::took;
    private final Map<String, String> rungs = new ConcurrentHashMap<>();
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
        this.evidence = evidence;
        this.faults = faults;
        this.clock = clock;
        this.engine = engine.apply(events);
    }

    /** Takes another engine from the next call on; what the one before has begun ends as it would have. */
    public void replace(Function<EventSink, AuthorizationEngine> by) {
        engine = by.apply(events);
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
            tellFault(UrlRules.bare(server).toString(), server, what);
        }
    }

    @Override
    public Optional<Authorization> authorize(McpRequest request) {
        return heals() && !breaker.isOpen(request.uri()) ? engine.authorize(request) : Optional.empty();
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
        Settings.Mode mode = bounds.mode();
        if (mode != Settings.Mode.HEAL && mode != Settings.Mode.OBSERVE) {
            return CompletableFuture.completedFuture(SWITCHED_OFF);
        }
        String why = observes(mode, request.uri());
        if (why == null) {
            return heal(request, response);
        }
        if (Refusal.wantsToken(request, response)) {
            challenged(request, response, "observe", why, Duration.ZERO);
        }
        return CompletableFuture.completedFuture(new Decision.PassThrough(why));
    }

    /** Why a server is only observed, null where it is helped. */
    private @Nullable String observes(Settings.Mode mode, URI uri) {
        if (mode == Settings.Mode.OBSERVE) {
            String restraint = bounds.restraint();
            return restraint == null ? "mode=observe" : restraint;
        }
        return breaker.isOpen(uri)
                ? "three faults of mcp-auth-fix in a row at this server; any set or enable begins anew"
                : null;
    }

    private CompletionStage<Decision> heal(McpRequest request, ChallengeResponse response) {
        Instant asked = clock.instant();
        return waits.within(bounds.longestWait(), engine.onChallenge(request, response))
                .thenApply(decision -> told(request, response, decision, asked));
    }

    private Decision told(McpRequest request, ChallengeResponse response, Decision decision, Instant asked) {
        if (!decision.equals(Decision.NOT_MCP)) {
            challenged(
                    request,
                    response,
                    decision instanceof Decision.PassThrough ? "pass-through" : "retry",
                    decision instanceof Decision.PassThrough passed ? passed.reason() : "",
                    Duration.between(asked, clock.instant()));
        }
        return decision;
    }

    private void challenged(
            McpRequest request, ChallengeResponse response, String decision, String reason, Duration waited) {
        if (UrlRules.isWeb(request.uri())) {
            String server = UrlRules.bare(request.uri()).toString();
            tell(new Occurrence(
                    clock.instant(),
                    Occurrence.Kind.CHALLENGE,
                    server,
                    rungs.get(server),
                    decision,
                    reason,
                    response.status(),
                    0,
                    0,
                    waited,
                    Refusal.carriesHint(response)));
        }
    }

    @Override
    public void onOutcome(McpRequest request, int status) {
        engine.onOutcome(request, status);
        if (request.sent() != null && request.attempt() > 0 && UrlRules.isWeb(request.uri())) {
            boolean good = status < 400;
            if (good) {
                breaker.helped(request.uri());
            }
            String server = UrlRules.bare(request.uri()).toString();
            tell(new Occurrence(
                    clock.instant(),
                    Occurrence.Kind.RETRY,
                    server,
                    rungs.get(server),
                    good ? "healed" : "answered",
                    "",
                    request.refusedWith(),
                    status,
                    0,
                    Duration.ZERO));
        }
    }

    /** The engine's own events, as evidence. */
    private void took(EventSink.Event event) {
        if (event.rung() != null && rungs.size() < MOST_SERVERS) {
            rungs.put(event.resource(), event.rung());
        }
        switch (event.kind()) {
            case DISCOVERED -> tell(event, Occurrence.Kind.DISCOVERY, "found");
            case REGISTERED -> tell(event, Occurrence.Kind.REGISTRATION, "registered");
            case AUTHORIZED -> tell(event, Occurrence.Kind.TOKEN, "obtained");
            case PASSED_THROUGH -> {
                // One that sent nothing is the answer to a call, and told as that.
                if (event.requests() > 0) {
                    tell(event, Occurrence.Kind.TOKEN, "failed");
                }
            }
            case FAULT -> tellFault(event.resource(), URI.create(event.resource()), event.detail());
            case HEALED -> {}
        }
    }

    private void tell(EventSink.Event event, Occurrence.Kind kind, String decision) {
        tell(new Occurrence(
                clock.instant(),
                kind,
                event.resource(),
                event.rung(),
                decision,
                event.detail(),
                0,
                0,
                event.requests(),
                event.took()));
    }

    /** Tells what happened; whatever becomes of the evidence, the call is worth more. */
    public void tell(Occurrence occurrence) {
        try {
            evidence.accept(occurrence);
        } catch (RuntimeException | LinkageError fault) {
            faults.accept(fault);
        }
    }

    private void tellFault(String name, URI server, String what) {
        boolean tooMany = UrlRules.isWeb(server) && breaker.fault(server, clock.instant());
        tell(new Occurrence(
                clock.instant(),
                Occurrence.Kind.FAULT,
                name,
                null,
                "pass-through",
                tooMany ? what + "; the third in a row: this server is only observed from now on" : what,
                0,
                0,
                0,
                Duration.ZERO));
    }

    private boolean heals() {
        return bounds.mode() == Settings.Mode.HEAL;
    }
}
