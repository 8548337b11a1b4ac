package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.policy.AuthorizationBudget;
import dev.mcpauthfix.engine.policy.FailureMemory;
import dev.mcpauthfix.engine.token.IssuedTokens;
import dev.mcpauthfix.engine.token.ProtectionSpace;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All that the engine remembers about one protected resource, in memory only. Safe for many threads. */
final class ResourceState {

    /** How the tokens at hand were come by. */
    enum Origin {
        VAULT,
        REFRESH,
        LOGIN,
        GIVEN
    }

    private record Held(IssuedTokens issued, Origin origin, ProtectionSpace space) {}

    private static final int MOST_REMEMBERED = 16;

    private final URI mcpUri;
    private final FailureMemory loginFailure;
    private final FailureMemory backgroundFailure;
    private final AuthorizationBudget logins;
    private final AuthorizationBudget stepUps;
    private final SingleFlight flight;
    private final ServerSettings servers;
    private final Clock clock;
    private final Duration failureLength;
    private final Map<Set<String>, FailureMemory> widened = new HashMap<>();
    private final Set<String> warned = new HashSet<>();
    private final Object refreshLock = new Object();
    private final AtomicBoolean refreshScheduled = new AtomicBoolean();
    private volatile @Nullable Held held;
    private volatile @Nullable ProtectionSpace space;
    private volatile @Nullable IssuedTokens latest;
    private volatile boolean streamable;
    private volatile Instant lookedAt = Instant.EPOCH;

    ResourceState(URI mcpUri, ServerSettings servers, EnginePorts ports, Function<Throwable, Decision> onFault) {
        EngineSettings settings = servers.general();
        this.mcpUri = mcpUri;
        this.servers = servers;
        this.clock = ports.clock();
        this.failureLength = settings.failureMemory();
        this.loginFailure = new FailureMemory(clock, failureLength);
        this.backgroundFailure = new FailureMemory(clock, failureLength);
        this.logins = new AuthorizationBudget(clock, settings.loginPages());
        this.stepUps = new AuthorizationBudget(clock, settings.loginPages());
        this.flight = new SingleFlight(ports.executor(), onFault);
    }

    URI mcpUri() {
        return mcpUri;
    }

    /** The tokens at hand, run out or not; null for none. */
    @Nullable
    IssuedTokens tokens() {
        Held now = held;
        return now == null ? null : now.issued();
    }

    /** How the tokens at hand were come by, null for none. */
    @Nullable
    Origin origin() {
        Held now = held;
        return now == null ? null : now.origin();
    }

    /** The tokens at hand if they are others than the request carried, go with it and have not run out, else null. */
    @Nullable
    IssuedTokens newerThan(@Nullable Authorization sent, McpRequest request) {
        Held now = held;
        return now != null
                        && !now.issued().isIn(sent)
                        && now.space().covers(request.uri(), request.shape())
                        && now.issued().tokens().isCurrent(clock.instant())
                        && servers.allows(now.issued(), request.uri())
                ? now.issued()
                : null;
    }

    /**
     * Notes that the MCP URI takes streamable POSTs. Its event stream is then no sign of the older transport, whichever of the
     * two was challenged first, and the origin's other JSON POSTs are none of ours.
     */
    void speaksStreamable() {
        streamable = true;
        Held now = held;
        if (now != null && now.space().eventStream()) {
            hold(now.issued(), now.origin());
        }
    }

    void hold(IssuedTokens issued, Origin origin) {
        ProtectionSpace whole = ProtectionSpace.of(issued);
        ProtectionSpace covered = streamable ? whole.withoutMessages() : whole;
        space = covered;
        latest = issued;
        held = new Held(issued, origin, covered);
    }

    /** Whether the tokens, now or last, may be used for a URI. */
    boolean allows(URI uri) {
        IssuedTokens issued = latest;
        return issued == null || servers.allows(issued, uri);
    }

    /** Lets go of the tokens; where they belonged is still known, so that the next 401 there is recognised. */
    void drop() {
        held = null;
    }

    /** Where the tokens belong or last belonged, null before the first. */
    @Nullable
    ProtectionSpace space() {
        return space;
    }

    FailureMemory loginFailure() {
        return loginFailure;
    }

    FailureMemory backgroundFailure() {
        return backgroundFailure;
    }

    AuthorizationBudget logins() {
        return logins;
    }

    AuthorizationBudget stepUps() {
        return stepUps;
    }

    SingleFlight flight() {
        return flight;
    }

    /** The monitor of whoever refreshes the tokens. */
    Object refreshLock() {
        return refreshLock;
    }

    /** Whether a refresh in the background is under way. */
    AtomicBoolean refreshScheduled() {
        return refreshScheduled;
    }

    /** Whether it is this long ago that somebody looked for another token; if so, somebody does now. */
    boolean lookAgain(Duration between) {
        Instant now = clock.instant();
        boolean due = !now.isBefore(lookedAt.plus(between));
        if (due) {
            lookedAt = now;
        }
        return due;
    }

    /** Remembers a step-up; false when one for the very same scopes was tried not long ago (rule R15). */
    synchronized boolean firstStepUpTo(Set<String> scopes) {
        FailureMemory earlier = widened.get(scopes);
        if (earlier != null && earlier.recall() != null) {
            return false;
        }
        if (widened.size() >= MOST_REMEMBERED) {
            widened.clear();
        }
        FailureMemory tried = new FailureMemory(clock, failureLength);
        tried.remember("tried");
        widened.put(scopes, tried);
        return true;
    }

    /** Whether this reason is to be logged: once. */
    synchronized boolean firstWarning(String reason) {
        if (warned.size() >= MOST_REMEMBERED) {
            warned.clear();
        }
        return warned.add(reason);
    }
}
