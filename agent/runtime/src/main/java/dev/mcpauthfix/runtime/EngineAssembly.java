package dev.mcpauthfix.runtime;

import dev.mcpauthfix.engine.AuthorizationEngine;
import dev.mcpauthfix.engine.EnginePorts;
import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.McpAuthorizationEngine;
import dev.mcpauthfix.engine.ServerSettings;
import dev.mcpauthfix.engine.dpop.Proofs;
import dev.mcpauthfix.engine.metadata.Discovery;
import dev.mcpauthfix.engine.port.EventSink;
import dev.mcpauthfix.engine.port.HttpFetcher;
import dev.mcpauthfix.engine.port.TokenVault;
import dev.mcpauthfix.engine.port.UserAgent;
import dev.mcpauthfix.engine.registration.ClientRegistrar;
import dev.mcpauthfix.engine.token.TokenStore;
import dev.mcpauthfix.runtime.http.BoundedHttpFetcher;
import dev.mcpauthfix.runtime.http.TracingFetcher;
import dev.mcpauthfix.runtime.log.AgentLog;
import dev.mcpauthfix.runtime.log.EngineLogger;
import dev.mcpauthfix.runtime.login.LoopbackUserAgent;
import dev.mcpauthfix.runtime.settings.Settings;
import dev.mcpauthfix.runtime.settings.Surroundings;
import dev.mcpauthfix.runtime.vault.Vaults;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/** Puts the engine together with the runtime's ports, when the first challenge or a command needs it. */
public final class EngineAssembly {

    /** How many recoveries may be under way at once. */
    static final int RECOVERIES = 64;

    private EngineAssembly() {}

    /** An engine on real sockets, files and a real clock. */
    static AuthorizationEngine assemble(
            Settings settings,
            AgentLog log,
            HttpFetcher fetcher,
            TokenVault vault,
            EventSink events,
            Executor recoveries) {
        UserAgent userAgent =
                new LoopbackUserAgent(settings, Surroundings.ofThisJvm(), AgentLog.PERSON::line, Clock.systemUTC());
        return assemble(settings.engine(), log, fetcher, userAgent, vault, events, recoveries);
    }

    /** An engine for a command, which has a way of its own to ask the person and shows how far it has come. */
    public static AuthorizationEngine assemble(
            Settings settings, AgentLog log, HttpFetcher fetcher, UserAgent userAgent, EventSink events) {
        // Whoever asks for a token by name has no part in an experiment.
        return assemble(
                settings.engine().withoutExperiment(),
                log,
                fetcher,
                userAgent,
                vault(settings, log),
                events,
                new RecoveryThreads(RECOVERIES));
    }

    private static AuthorizationEngine assemble(
            ServerSettings settings,
            AgentLog log,
            HttpFetcher fetcher,
            UserAgent userAgent,
            TokenVault vault,
            EventSink events,
            Executor recoveries) {
        EngineLogger logger = new EngineLogger(log);
        Predicate<String> known = ClientRegistrar.knownIn(vault);
        EnginePorts ports = new EnginePorts(
                new Discovery(fetcher, settings, known, logger),
                new Discovery(fetcher, settings.withoutExperiment(), known, logger),
                fetcher,
                userAgent,
                vault,
                events,
                Clock.systemUTC(),
                new SecureRandom(),
                recoveries,
                logger);
        return new McpAuthorizationEngine(settings, ports);
    }

    /** The agent's own HTTP client. */
    public static HttpFetcher fetcher(Settings settings) {
        return new BoundedHttpFetcher(Clock.systemUTC(), named(settings));
    }

    /**
     * One that asks addresses which a person has given, for as long as that person wants.
     *
     * @param perRequest for one request, from the name lookup to the last byte
     * @param pins addresses by lower-case host name that go before the name service's, empty for none
     */
    public static HttpFetcher fetcher(Settings settings, Duration perRequest, Map<String, List<InetAddress>> pins) {
        return new TracingFetcher(Clock.systemUTC(), perRequest, pins, named(settings));
    }

    /** Whom the settings name, and so trust. */
    private static List<URI> named(Settings settings) {
        List<URI> named = new ArrayList<>();
        for (EngineSettings some : settings.engine().all()) {
            if (some.issuer() != null) {
                named.add(some.issuer());
            }
            EngineSettings.IdentityProvider provider = some.credentials().identityProvider();
            if (provider != null) {
                named.add(provider.tokenEndpoint());
            }
        }
        return named;
    }

    /** What the vault holds, for the commands. */
    public static Vaulted vaulted(Settings settings, AgentLog log) {
        Clock clock = Clock.systemUTC();
        TokenVault vault = vault(settings, log);
        return new Vaulted(
                new TokenStore(vault, new Proofs(clock, new SecureRandom())),
                new ClientRegistrar(settings.engine(), vault, clock),
                fetcher(settings));
    }

    /** Where tokens are kept. */
    static TokenVault vault(Settings settings, AgentLog log) {
        return Vaults.open(settings.vault(), settings.home(), line -> log.line(AgentLog.Level.WARN, line));
    }
}
