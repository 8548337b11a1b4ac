package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.Observation.Verdict;
import dev.mcpauthfix.engine.metadata.AuthorizationServerFinder;
import dev.mcpauthfix.engine.metadata.DiscoveryResult;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Why;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.registration.ClientRegistrar;
import dev.mcpauthfix.engine.token.IssuedTokens;
import dev.mcpauthfix.engine.token.TokenStore;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out what would have become of a refused call. It blocks, and it changes nothing but its own memory. */
final class Observer {

    /** A server does not change its mind each minute, and the requests are only for somebody to read. */
    private static final Duration BETWEEN = Duration.ofMinutes(10);

    /** A client that follows links may meet any number of servers. */
    private static final int MOST_SERVERS = 256;

    private final ServerSettings settings;
    private final AuthorizationServerFinder finder;
    private final TokenStore store;
    private final ClientRegistrar registrar;
    private final Clock clock;
    private final Map<URI, Instant> latest = new LinkedHashMap<>();

    Observer(ServerSettings settings, EnginePorts ports, TokenStore store, ClientRegistrar registrar) {
        this.settings = settings;
        this.finder = ports.lookout();
        this.store = store;
        this.registrar = registrar;
        this.clock = ports.clock();
    }

    /** Whether a server is to be looked at; if so, somebody does now. */
    boolean isDue(McpRequest request) {
        URI mcpUri = UrlRules.bare(request.uri());
        synchronized (latest) {
            Instant now = clock.instant();
            Instant last = latest.get(mcpUri);
            if (last != null && now.isBefore(last.plus(BETWEEN))) {
                return false;
            }
            if (last == null && latest.size() >= MOST_SERVERS) {
                latest.remove(latest.keySet().iterator().next());
            }
            latest.put(mcpUri, now);
            return true;
        }
    }

    Optional<Observation> observe(McpRequest request, ChallengeResponse response) {
        URI mcpUri = UrlRules.bare(request.uri());
        if (settings.of(mcpUri).grant() == EngineSettings.Grant.TOKEN) {
            return Optional.of(new Observation(
                    Verdict.WOULD_HEAL, null, "", "the settings name a token for it", 0, Duration.ZERO));
        }
        Instant start = clock.instant();
        DiscoveryResult result = finder.resolve(request, response.wwwAuthenticate());
        Duration took = Duration.between(start, clock.instant());
        return Optional.of(
                result instanceof DiscoveryResult.Found found
                        ? found(mcpUri, found, took)
                        : stopped(mcpUri, (DiscoveryResult.Stopped) result, took));
    }

    private Observation stopped(URI mcpUri, DiscoveryResult.Stopped stopped, Duration took) {
        if (hasTokens(mcpUri)) {
            return new Observation(
                    Verdict.WOULD_HEAL, null, "", "by the token of an earlier login", stopped.requests(), took);
        }
        if (stopped.why() == Why.UNREACHABLE) {
            // It may pass; the next refusal looks again.
            synchronized (latest) {
                latest.remove(mcpUri);
            }
        }
        Verdict verdict = stopped.why() == Why.NOT_OAUTH ? Verdict.NOT_OAUTH : Verdict.BROKEN;
        return new Observation(
                verdict, null, "", stopped.reason(), stopped.requests(), took, Login.failure(stopped.why()));
    }

    private Observation found(URI mcpUri, DiscoveryResult.Found found, Duration took) {
        String missing = String.join(", ", missing(mcpUri, found));
        String reason = "issuer " + ServerText.quote(found.server().issuer())
                + (missing.isEmpty() ? "" : "; still missing: " + missing);
        return new Observation(
                missing.isEmpty() ? Verdict.WOULD_HEAL : Verdict.NEEDS_LOGIN,
                found.rung(),
                missing,
                reason,
                found.requests(),
                took);
    }

    private List<String> missing(URI mcpUri, DiscoveryResult.Found found) {
        if (hasTokens(mcpUri)) {
            return List.of();
        }
        List<String> missing = new ArrayList<>();
        if (settings.of(mcpUri).grant().needsPerson()) {
            missing.add("consent");
        }
        if (!registrar.mayHaveClient(found.server(), mcpUri)) {
            missing.add("client id");
        }
        return missing;
    }

    private boolean hasTokens(URI mcpUri) {
        IssuedTokens kept = store.find(mcpUri);
        return kept != null && (kept.tokens().refresh() != null || kept.tokens().isCurrent(clock.instant()));
    }
}
