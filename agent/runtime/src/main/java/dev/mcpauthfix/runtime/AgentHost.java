package dev.mcpauthfix.runtime;

import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.engine.AuthorizationEngine;
import dev.mcpauthfix.engine.ServerSettings;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.runtime.control.ModedEngine;
import dev.mcpauthfix.runtime.control.Tally;
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

    private final AgentLog log;
    private final Supplier<Settings> settings;
    /** Settings that want some requests left alone, null where none do. */
    private final @Nullable ServerSettings guarded;

    private final StatusBoard board;
    private final LongAdder faults = new LongAdder();
    private final Set<String> toldFaults = ConcurrentHashMap.newKeySet();
    private volatile Settings.@Nullable Mode mode;
    private volatile boolean offFromTheStart;
    private volatile @Nullable AuthorizationEngine engine;
    private volatile @Nullable RecoveryThreads threads;
    private volatile boolean stopped;
    private volatile @Nullable Instrumentation instrumentation;

    @SuppressWarnings("UnusedVariable") // that it refers to something is all it is for
    private @Nullable Object kept;

    /**
     * Creates a host.
     *
     * @param mode what the agent may do at first, null where its settings are wrong and it may do nothing
     * @param guarded settings that name headers never to touch, null where none do
     * @param settings read when the engine starts, and only if the settings are not wrong
     */
    AgentHost(
            Settings.@Nullable Mode mode, AgentLog log, Supplier<Settings> settings, @Nullable ServerSettings guarded) {
        this.mode = mode;
        this.offFromTheStart = mode == Settings.Mode.OFF;
        this.log = log;
        this.settings = settings;
        this.guarded = guarded;
        this.board = new StatusBoard(this);
    }

    /** Lets adapters look inside the JDK's own libraries. */
    void instrumentWith(Instrumentation ofThisJvm) {
        instrumentation = ofThisJvm;
    }

    /** What the agent may do at this moment, null where its settings are wrong. */
    Settings.@Nullable Mode mode() {
        return mode;
    }

    void mode(Settings.Mode wanted) {
        offFromTheStart &= wanted == Settings.Mode.OFF;
        mode = wanted;
        board.changed();
    }

    /** Whether classes may be woven: one that is switched off later goes on with it, so that it is switched on in an instant. */
    boolean weaves() {
        return mode != null && !offFromTheStart && !stopped;
    }

    StatusBoard board() {
        return board;
    }

    long faults() {
        return faults.sum();
    }

    /** Holds an object for as long as anything of this agent is in use: a call under way refers to its host. */
    void keepWhileInUse(Object what) {
        kept = what;
    }

    /** Ends what is under way and starts nothing more; whoever waits gets the application's own response. */
    void stop() {
        stopped = true;
        mode = null;
        RecoveryThreads running = threads;
        if (running != null) {
            running.stop();
        }
    }

    AgentLog log() {
        return log;
    }

    @Override
    public @Nullable AuthorizationEngine engineIfStarted() {
        return mode == Settings.Mode.HEAL ? engine : null;
    }

    @Override
    public AuthorizationEngine engine() {
        AuthorizationEngine started = engine;
        return started == null ? start() : started;
    }

    private synchronized AuthorizationEngine start() {
        AuthorizationEngine started = engine;
        if (started == null) {
            RecoveryThreads own = new RecoveryThreads(EngineAssembly.RECOVERIES);
            Tally tally = new Tally(board);
            board.count(tally);
            started = new ModedEngine(EngineAssembly.assemble(settings.get(), log, own, tally), this::mode, tally);
            threads = own;
            engine = started;
            if (stopped) {
                own.stop();
            }
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
        if (mode == Settings.Mode.OFF) {
            return true;
        }
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
        board.changed();
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
