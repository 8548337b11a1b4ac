package dev.mcpauthfix.runtime;

import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.engine.AuthorizationEngine;
import dev.mcpauthfix.engine.McpTraffic;
import dev.mcpauthfix.engine.ServerSettings;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.runtime.control.Tally;
import dev.mcpauthfix.runtime.log.AgentLog;
import dev.mcpauthfix.runtime.management.ManagementSwitch;
import dev.mcpauthfix.runtime.settings.EvidenceSettings;
import dev.mcpauthfix.runtime.settings.Setting;
import dev.mcpauthfix.runtime.settings.Settings;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The agent as its parts see it: settings, log, the engine once it is needed, and the count of our own faults. */
final class AgentHost implements Host, LiveSettings.Listener {

    private static final int MOST_SERVERS_TOLD = 16;

    private final AgentLog log;
    private final LiveSettings settings;
    private final StatusBoard board;
    private final LongAdder faults = new LongAdder();
    private final LongAdder leftAlone = new LongAdder();
    private final Set<String> serversLeftAlone = ConcurrentHashMap.newKeySet();
    private final Set<String> toldFaults = ConcurrentHashMap.newKeySet();
    private volatile boolean wasOn;
    private volatile @Nullable EngineRoom room;
    private volatile boolean stopped;
    private volatile @Nullable Instrumentation instrumentation;
    private volatile @Nullable Function<String, String> orders;
    private final AutoMode auto = new AutoMode(Clock.systemUTC());
    private final AtomicReference<@Nullable ManagementSwitch> management = new AtomicReference<>();

    /** That management tools are to see it, which is done when the application has sent a request. */
    private volatile boolean asked;

    @SuppressWarnings("UnusedVariable") // that it refers to something is all it is for
    private @Nullable Object kept;

    AgentHost(LiveSettings settings, AgentLog log) {
        this.settings = settings;
        this.log = log;
        this.board = new StatusBoard(this);
        settings.tell(this);
    }

    /** Lets adapters look inside the JDK's own libraries. */
    void instrumentWith(Instrumentation ofThisJvm) {
        instrumentation = ofThisJvm;
    }

    /** Takes orders that come by management tools to whoever reads all others. */
    void obey(Function<String, String> reader) {
        orders = reader;
    }

    /** Gives an order, and answers three lines as that reader does. */
    String order(String order) {
        Function<String, String> reader = orders;
        return reader == null ? "refused\nit takes no orders\n" : reader.apply(order);
    }

    LiveSettings settings() {
        return settings;
    }

    /** What the agent may do at this moment, null where its settings are wrong or it has left. */
    Settings.@Nullable Mode mode() {
        return stopped ? null : settings.mode();
    }

    /** What it does in this mode: never {@code auto}. */
    Settings.@Nullable Mode effectiveMode() {
        return auto.effective(mode(), settings.rules());
    }

    /** Looks what the application has, where the mode depends on that. */
    void look() {
        Instrumentation ours = instrumentation;
        if (mode() == Settings.Mode.AUTO && ours != null && auto.look(settings.rules(), ours)) {
            log.line("mode=auto is " + choice());
            board.changed();
        }
    }

    /** The experiment, and why it has stopped where it has; null for none. */
    @Nullable
    String experiment() {
        Settings known = settings.known();
        String set = known == null ? null : known.values().of(Setting.EXPERIMENT);
        EngineRoom running = room;
        String stopped = running == null ? null : running.experimentStopped();
        return set == null || stopped == null ? set : set + ", stopped: " + stopped;
    }

    /** What {@code auto} is, and why; null where that is not the mode, or nobody has looked yet. */
    @Nullable
    String choice() {
        return mode() == Settings.Mode.AUTO ? auto.choice(settings.rules()) : null;
    }

    /**
     * Whether classes may be woven. One that is switched off later goes on with it, so that it is switched on in an instant; so does one that a
     * settings file switches off, since the file is looked at when a request passes.
     */
    boolean weaves() {
        Rules rules = settings.rules();
        boolean on = rules.mode() != null && (rules.mode() != Settings.Mode.OFF || rules.file() != null);
        wasOn |= on;
        return wasOn && rules.mode() != null && !stopped;
    }

    StatusBoard board() {
        return board;
    }

    long faults() {
        return faults.sum();
    }

    /** How many MCP requests went to servers that the settings do not let the agent touch. */
    long leftAlone() {
        return leftAlone.sum();
    }

    /** The first few of those servers. */
    Set<String> serversLeftAlone() {
        return serversLeftAlone;
    }

    /** Holds an object for as long as anything of this agent is in use: a call under way refers to its host. */
    void keepWhileInUse(Object what) {
        kept = what;
    }

    /** Ends what is under way and starts nothing more; whoever waits gets the application's own response. */
    void stop() {
        stopped = true;
        EngineRoom running = room;
        if (running != null) {
            running.stop();
        }
        ManagementSwitch tools = management.get();
        if (tools != null) {
            tools.leave();
        }
    }

    /** What it counted, null for nothing so far. */
    @Nullable
    Tally tally() {
        EngineRoom running = room;
        return running == null ? null : running.tally();
    }

    /** Whether there are to be MBeans now: what the settings leave to the JVM waits for an engine. */
    EvidenceSettings.Management management() {
        Settings known = settings.known();
        EvidenceSettings.Management set = known == null
                ? EvidenceSettings.Management.OFF
                : known.evidence().management();
        return set == EvidenceSettings.Management.AUTO && room == null ? EvidenceSettings.Management.OFF : set;
    }

    /** Has another thread show the agent to management tools, or hide it from them, where that is not done. */
    void showToTools() {
        ManagementSwitch tools = tools();
        if (tools != null) {
            tools.look();
        }
    }

    /** Does that before it returns. */
    void showToToolsNow() {
        ManagementSwitch tools = tools();
        if (tools != null) {
            tools.lookNow();
        }
    }

    private @Nullable ManagementSwitch tools() {
        ManagementSwitch known = management.get();
        if (known == null && !stopped && management() != EvidenceSettings.Management.OFF) {
            management.compareAndSet(null, ManagedHost.open(this));
            known = management.get();
            if (known != null && stopped) {
                known.leave();
            }
        }
        return known;
    }

    AgentLog log() {
        return log;
    }

    @Override
    public @Nullable AuthorizationEngine engineIfStarted() {
        EngineRoom running = room;
        if (running == null) {
            return null;
        }
        if (effectiveMode() != Settings.Mode.HEAL && running.knowsMessages()) {
            // The messages of an open session of the older SSE transport are known by nothing else, and may be the next
            // requests.
            settings.look();
        }
        return effectiveMode() == Settings.Mode.HEAL ? running.engine() : null;
    }

    @Override
    public boolean mayRepair() {
        return auto.mayRepair(mode(), settings.rules());
    }

    @Override
    public AuthorizationEngine engine() {
        EngineRoom running = room;
        return running == null ? start() : running.engine();
    }

    private synchronized AuthorizationEngine start() {
        EngineRoom running = room;
        if (running == null) {
            running = new EngineRoom(this, settings, log, settings.required());
            room = running;
            // A change that came while it was made found nobody to tell.
            running.changed();
            if (stopped) {
                running.stop();
            }
            showToTools();
        }
        return running.engine();
    }

    @Override
    public MethodHandles.Lookup lookupIn(Class<?> type) throws IllegalAccessException {
        Instrumentation ours = instrumentation;
        return ours == null ? Host.super.lookupIn(type) : OpenedPackage.lookupIn(ours, type);
    }

    @Override
    public boolean leavesAlone(URI uri, Function<String, @Nullable String> header) {
        settings.look();
        if (asked) {
            asked = false;
            showToTools();
        }
        Settings.Mode mode = mode();
        if (mode == null || mode == Settings.Mode.OFF) {
            return true;
        }
        Rules rules = settings.rules();
        URI server = McpTraffic.isResourceMetadata(uri.getRawPath()) ? McpTraffic.resourceOf(uri) : uri;
        if (!rules.admits(server)) {
            leftAlone.increment();
            if (serversLeftAlone.size() < MOST_SERVERS_TOLD && serversLeftAlone.add(UrlRules.origin(uri))) {
                board.changed();
            }
            return true;
        }
        ServerSettings guarded = rules.guarded();
        if (guarded == null || !UrlRules.isWeb(uri)) {
            return false;
        }
        for (String name : guarded.of(server).untouchable()) {
            if (header.apply(name) != null) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void sawOwnCredentials(@Nullable String hostName) {
        EngineRoom running = room;
        if (running != null) {
            running.sawOwnCredentials(hostName);
        }
    }

    @Override
    public void changed(@Nullable Settings before, Settings now) {
        log.write(now);
        EngineRoom running = room;
        if (running != null) {
            running.changed();
        }
        if (before == null) {
            asked = management() == EvidenceSettings.Management.ON;
        } else {
            showToTools();
            log.line("settings changed, from the next request on: mode=" + Settings.spelling(now.mode()) + ", digest "
                    + now.values().digest());
            board.changed();
        }
    }

    @Override
    public void refused(List<String> mistakes) {
        for (String mistake : mistakes) {
            log.line(AgentLog.Level.WARN, mistake);
        }
        log.line(AgentLog.Level.WARN, "the settings stay as they were until that is corrected");
        board.changed();
    }

    @Override
    public void switched(String line) {
        log.line(AgentLog.Level.WARN, line);
        EngineRoom running = room;
        if (running != null) {
            running.tell("changed", line);
        }
        board.changed();
    }

    /** An operator has switched the agent on or off. */
    void disable(boolean off) {
        settings.disable(off);
        EngineRoom running = room;
        if (running != null) {
            if (!off) {
                running.closeBreaker();
            }
            running.tell("changed", off ? "disabled" : "enabled");
        }
        board.changed();
    }

    @Override
    public void fault(String where, URI server, Throwable fault) {
        fault(where, fault);
        EngineRoom running = room;
        if (running != null) {
            try {
                running.fault(server, where + ": " + fault.getClass().getName() + firstFrame(fault));
            } catch (RuntimeException | LinkageError another) {
                // It is counted and told already.
            }
        }
    }

    /** The last guard: it runs where nothing else catches. */
    @Override
    public void fault(String where, Throwable fault) {
        faults.increment();
        try {
            if (toldFaults.add(where + fault.getClass().getName())) {
                log.line(
                        AgentLog.Level.ERROR,
                        "fault of mcp-auth-fix while " + where + ": " + fault
                                + "; the application's own call is left as it was. Please report this line"
                                + firstFrame(fault));
            }
            board.changed();
        } catch (RuntimeException | LinkageError another) {
            // A JVM in which we may not even set a property, say; it is counted.
        }
    }

    private static String firstFrame(Throwable fault) {
        StackTraceElement[] frames = fault.getStackTrace();
        return frames.length == 0 ? "" : " (at " + frames[0] + ")";
    }
}
