package dev.mcpauthfix.runtime;

import dev.mcpauthfix.engine.AuthorizationEngine;
import dev.mcpauthfix.engine.port.TokenVault;
import dev.mcpauthfix.runtime.control.GuardedEngine;
import dev.mcpauthfix.runtime.control.RequestBudget;
import dev.mcpauthfix.runtime.control.ServerCount;
import dev.mcpauthfix.runtime.control.Tally;
import dev.mcpauthfix.runtime.control.WaitLimit;
import dev.mcpauthfix.runtime.evidence.FlightRecords;
import dev.mcpauthfix.runtime.evidence.Occurrence;
import dev.mcpauthfix.runtime.log.AgentLog;
import dev.mcpauthfix.runtime.settings.Setting;
import dev.mcpauthfix.runtime.settings.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that comes up with the first challenge in a JVM, and goes with the agent: the engine, its threads, its evidence. */
final class EngineRoom implements GuardedEngine.Bounds {

    /** What may change without another engine: what it has in its memory stays, a login under way included. */
    private static final Set<Setting> OUTSIDE_THE_ENGINE = EnumSet.of(
            Setting.MODE,
            Setting.SERVERS,
            Setting.SERVERS_DENY,
            Setting.KILL_FILE,
            Setting.EXPIRES,
            Setting.EXPERIMENT_WAIT,
            Setting.BUDGET_REQUESTS,
            Setting.BUDGET_WAIT,
            Setting.HEADERS_NEVER_TOUCH,
            Setting.CONFIG,
            Setting.LOG,
            Setting.LOG_LEVEL,
            Setting.AUDIT,
            Setting.AUDIT_SIZE,
            Setting.AUDIT_FILES,
            Setting.JVM,
            Setting.JMX);

    /** What the vault is opened with. */
    private static final Set<Setting> OF_THE_VAULT = EnumSet.of(
            Setting.HOME,
            Setting.PRINCIPAL,
            Setting.VAULT,
            Setting.VAULT_KEY,
            Setting.VAULT_KEY_FILE,
            Setting.VAULT_KEY_ENV,
            Setting.VAULT_PASSWORD,
            Setting.VAULT_PASSWORD_FILE);

    private final AgentHost host;
    private final LiveSettings live;
    private final AgentLog log;
    private final RecoveryThreads recoveries = new RecoveryThreads(EngineAssembly.RECOVERIES);
    private final WaitLimit waits = new WaitLimit();
    private final Tally tally = new Tally();
    private final AuditTrail audit;
    private final FlightRecords flight = new FlightRecords();
    private final Clock clock = Clock.systemUTC();
    private final GuardedEngine engine;
    private volatile Settings settings;
    private RequestBudget fetcher;
    private boolean stopped;
    private TokenVault vault;

    EngineRoom(AgentHost host, LiveSettings live, AgentLog log, Settings settings) {
        this.host = host;
        this.live = live;
        this.log = log;
        this.settings = settings;
        this.fetcher = new RequestBudget(
                EngineAssembly.fetcher(settings), () -> this.settings.guards().requestsPerHour(), clock);
        this.vault = EngineAssembly.vault(settings, log);
        this.audit = new AuditTrail(log, () -> this.settings.values().digest());
        audit.follow(settings.evidence());
        host.board().count(this::servers);
        this.engine = new GuardedEngine(
                events -> EngineAssembly.assemble(settings, log, fetcher, vault, events, recoveries),
                this,
                waits,
                this::took,
                fault -> host.fault("telling what happened", fault),
                clock);
        engine.follow(settings.engine(), settings.guards().experimentWait());
        tell("started", "version " + Product.VERSION + ", mode=" + Settings.spelling(settings.mode()));
    }

    Tally tally() {
        return tally;
    }

    AuthorizationEngine engine() {
        return engine;
    }

    /** Other settings hold; an engine that is to know them takes over where its own have changed. */
    @SuppressWarnings(
            "ReferenceEquality") // those that are read anew count as a change, whatever they say: the breaker begins
    // anew
    synchronized void changed() {
        Settings now = live.required();
        if (stopped || now == settings) {
            return;
        }
        Set<Setting> different = settings.values().differencesTo(now.values());
        boolean sameExperiment =
                Objects.equals(settings.engine().experiment(), now.engine().experiment());
        settings = now;
        audit.follow(now.evidence());
        engine.closeBreaker();
        engine.follow(now.engine(), now.guards().experimentWait());
        if (!sameExperiment || !OUTSIDE_THE_ENGINE.containsAll(different)) {
            fetcher = fetcher.with(EngineAssembly.fetcher(now));
            different.retainAll(OF_THE_VAULT);
            if (!different.isEmpty()) {
                vault = EngineAssembly.vault(now, log);
            }
            engine.replace(events -> EngineAssembly.assemble(now, log, fetcher, vault, events, recoveries));
        }
        tell("changed", "settings " + now.values().digest());
    }

    /** Something about the agent itself. */
    void tell(String decision, String what) {
        engine.tell(new Occurrence(
                clock.instant(), Occurrence.Kind.AGENT, null, null, decision, what, 0, 0, 0, Duration.ZERO));
    }

    void fault(URI server, String what) {
        engine.fault(server, what);
    }

    boolean knowsMessages() {
        return engine.knowsMessages();
    }

    void closeBreaker() {
        engine.closeBreaker();
    }

    void sawOwnCredentials(@Nullable String hostName) {
        if (tally.sawOwnCredentials(hostName)) {
            host.board().changed();
        }
    }

    synchronized void stop() {
        stopped = true;
        waits.close();
        recoveries.stop();
        tell("stopped", "version " + Product.VERSION);
        audit.close();
        flight.close();
    }

    private void took(Occurrence occurrence) {
        if (occurrence.kind() == Occurrence.Kind.EXPERIMENT) {
            log.line(
                    AgentLog.Level.WARN,
                    "the experiment has stopped in this JVM, whose servers in it are only observed from now on: "
                            + occurrence.reason());
        }
        tally.accept(occurrence);
        audit.accept(occurrence);
        flight.accept(occurrence);
        if (log.writes(AgentLog.Level.DEBUG)) {
            log.line(AgentLog.Level.DEBUG, occurrence.toString());
        }
        host.board().changed();
        host.showToTools();
    }

    @Override
    public void look() {
        host.look();
    }

    @Override
    public Settings.@Nullable Mode mode() {
        return host.effectiveMode();
    }

    @Nullable
    String experimentStopped() {
        return engine.experimentStopped();
    }

    @Override
    public @Nullable String restraint() {
        return live.restraint();
    }

    @Override
    public @Nullable Duration longestWait() {
        return settings.guards().longestWait();
    }

    /** The servers as a JSON array. */
    private String servers() {
        StringBuilder array = new StringBuilder("[");
        for (ServerCount.Snapshot server : tally.servers()) {
            array.append(array.length() == 1 ? "" : ",").append(json(server));
        }
        if (tally.untold() > 0) {
            array.append(array.length() == 1 ? "" : ",")
                    .append(new Json().text("url", "others").number("events", tally.untold()));
        }
        return array.append(']').toString();
    }

    private static Json json(ServerCount.Snapshot server) {
        return new Json()
                .text("url", server.address())
                .number("challenges", server.challenges())
                .number("healed", server.healed())
                .number("given_back", server.givenBack())
                .number("observed", server.observed())
                .number("repaired", server.repaired())
                .number("tokens", server.tokens())
                .number("requests", server.requests())
                .number("added_ms", server.addedMillis())
                .optional("rung", server.rung())
                .optional("verdict", server.verdict())
                .optional("variant", server.variant())
                .optional("first_refused", text(server.firstRefused()))
                .optional("first_healed", text(server.firstHealed()))
                .optional("retire_ready", server.retire())
                .text("latest", server.latest());
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
