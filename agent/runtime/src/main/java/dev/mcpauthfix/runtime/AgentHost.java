package dev.mcpauthfix.runtime;

import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.engine.AuthorizationEngine;
import dev.mcpauthfix.engine.ServerSettings;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.runtime.log.AgentLog;
import dev.mcpauthfix.runtime.settings.Settings;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The agent as its parts see it: settings, log, the engine once it is needed, and the count of our own faults. */
final class AgentHost implements Host {

    private final boolean active;
    private final AgentLog log;
    private final Supplier<Settings> settings;
    /** Settings that want some requests left alone, null where none do. */
    private final @Nullable ServerSettings guarded;

    private final LongAdder faults = new LongAdder();
    private final Set<String> toldFaults = ConcurrentHashMap.newKeySet();
    private volatile @Nullable AuthorizationEngine engine;
    private volatile @Nullable Instrumentation instrumentation;

    /**
     * Creates a host.
     *
     * @param active whether anything may be woven
     * @param guarded settings that name headers never to touch, null where none do
     * @param settings read when the engine starts, and only if the agent is active
     */
    AgentHost(boolean active, AgentLog log, Supplier<Settings> settings, @Nullable ServerSettings guarded) {
        this.active = active;
        this.log = log;
        this.settings = settings;
        this.guarded = guarded;
    }

    /** Lets adapters look inside the JDK's own libraries. */
    void instrumentWith(Instrumentation ofThisJvm) {
        instrumentation = ofThisJvm;
    }

    boolean active() {
        return active;
    }

    AgentLog log() {
        return log;
    }

    @Override
    public @Nullable AuthorizationEngine engineIfStarted() {
        return engine;
    }

    @Override
    public AuthorizationEngine engine() {
        AuthorizationEngine started = engine;
        return started == null ? start() : started;
    }

    private synchronized AuthorizationEngine start() {
        AuthorizationEngine started = engine;
        if (started == null) {
            started = EngineAssembly.assemble(settings.get(), log);
            engine = started;
        }
        return started;
    }

    @Override
    public MethodHandles.Lookup lookupIn(Class<?> type) throws IllegalAccessException {
        Instrumentation ours = instrumentation;
        return ours == null ? Host.super.lookupIn(type) : OpenedPackage.lookupIn(ours, type);
    }

    @Override
    public boolean leavesAlone(URI uri, Function<String, @Nullable String> header) {
        if (guarded == null || !UrlRules.isWeb(uri)) {
            return false;
        }
        for (String name : guarded.of(uri).untouchable()) {
            if (header.apply(name) != null) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void fault(String where, Throwable fault) {
        faults.increment();
        if (toldFaults.add(where + fault.getClass().getName())) {
            log.line(
                    AgentLog.Level.ERROR,
                    "fault of mcp-auth-fix while " + where + ": " + fault
                            + "; the application's own call is left as it was. Please report this line"
                            + firstFrame(fault));
        }
    }

    private static String firstFrame(Throwable fault) {
        StackTraceElement[] frames = fault.getStackTrace();
        return frames.length == 0 ? "" : " (at " + frames[0] + ")";
    }
}
