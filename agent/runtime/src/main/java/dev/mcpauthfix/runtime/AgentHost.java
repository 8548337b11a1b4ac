package dev.mcpauthfix.runtime;

import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.engine.AuthorizationEngine;
import dev.mcpauthfix.runtime.log.AgentLog;
import dev.mcpauthfix.runtime.settings.Settings;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The agent as its parts see it: settings, log, the engine once it is needed, and the count of our own faults. */
final class AgentHost implements Host {

    private final @Nullable Settings settings;
    private final AgentLog log;
    private final LongAdder faults = new LongAdder();
    private final Set<String> toldFaults = ConcurrentHashMap.newKeySet();
    private volatile @Nullable AuthorizationEngine engine;

    /** Creates a host; without settings the agent stays off. */
    AgentHost(@Nullable Settings settings, AgentLog log) {
        this.settings = settings;
        this.log = log;
    }

    /** Whether anything may be woven. */
    boolean active() {
        return settings != null && settings.mode() != Settings.Mode.OFF;
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
        if (settings == null) {
            throw new IllegalStateException("the agent is off");
        }
        AuthorizationEngine started = engine;
        if (started == null) {
            started = EngineAssembly.assemble(settings, log);
            engine = started;
        }
        return started;
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
