package dev.mcpauthfix.runtime.management;

import dev.mcpauthfix.runtime.log.AgentLog;
import dev.mcpauthfix.runtime.settings.EvidenceSettings;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Shows the agent to management tools, or takes that back, as the settings say at the moment.
 *
 * <p>The platform's MBean server takes a second to come up, and tells its listeners of each MBean on the thread that registers it: never
 * on the application's.
 */
public final class ManagementSwitch {

    private static final int MOST_SECONDS_TO_WAIT = 5;

    private final ManagedAgent agent;
    private final AgentLog log;
    private final @Nullable MBeans beans;
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicBoolean coming = new AtomicBoolean();
    private final AtomicBoolean toldMissing = new AtomicBoolean();
    private volatile boolean failed;
    private volatile boolean left;

    /** Creates one that has shown nothing yet. */
    public ManagementSwitch(ManagedAgent agent, AgentLog log) {
        this.agent = agent;
        this.log = log;
        this.beans = beans();
    }

    private @Nullable MBeans beans() {
        try {
            return new MBeans(agent, line -> log.line(AgentLog.Level.DEBUG, line));
        } catch (LinkageError missing) {
            failed(missing);
            return null;
        }
    }

    /** Looks whether there is anything to do, and has another thread do it. Cheap, and never throws. */
    public void look() {
        try {
            if (beans != null
                    && !left
                    && !failed
                    && beans.areDue(agent.wanted())
                    && coming.compareAndSet(false, true)) {
                start();
            }
        } catch (Throwable fault) {
            failed(fault);
        }
    }

    private void start() {
        boolean started = false;
        try {
            Thread thread = new Thread(null, this::work, "mcp-auth-fix-management", 0, false);
            thread.setDaemon(true);
            // By which a platform MBean server that an application has chosen is found.
            thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
            thread.start();
            started = true;
        } finally {
            if (!started) {
                coming.set(false);
            }
        }
    }

    private void work() {
        turn.lock();
        try {
            coming.set(false);
            update();
        } finally {
            turn.unlock();
        }
    }

    /** Does what there is to do before it returns, where nobody else is about it for long. For the thread of an operator; never throws. */
    public void lookNow() {
        failed = false;
        inTurn();
    }

    /** Takes everything back, for good. Never throws. */
    public void leave() {
        left = true;
        inTurn();
    }

    /** Whoever has the turn for longer looks in the end whether we have left meanwhile. */
    private void inTurn() {
        if (comesToItsTurn()) {
            try {
                update();
            } finally {
                turn.unlock();
            }
        }
    }

    private boolean comesToItsTurn() {
        try {
            return turn.tryLock(MOST_SECONDS_TO_WAIT, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return turn.tryLock();
        }
    }

    private void update() {
        MBeans known = beans;
        if (known == null) {
            return;
        }
        try {
            EvidenceSettings.Management wanted = agent.wanted();
            if (!left && wanted != EvidenceSettings.Management.OFF) {
                known.show(wanted);
            }
        } catch (Throwable fault) {
            failed(fault);
        }
        try {
            if (left || agent.wanted() == EvidenceSettings.Management.OFF) {
                known.hide();
            }
        } catch (Throwable fault) {
            failed(fault);
        }
    }

    /** Not tried again before an operator does something. */
    private void failed(Throwable fault) {
        failed = true;
        if (!(fault instanceof LinkageError)) {
            agent.fault("showing itself to management tools", fault);
        } else if (toldMissing.compareAndSet(false, true)) {
            boolean asked = agent.wanted() == EvidenceSettings.Management.ON;
            log.line(
                    asked ? AgentLog.Level.WARN : AgentLog.Level.DEBUG,
                    "not shown to management tools: this Java runtime image lacks java.management (" + fault
                            + "); link it with that module, or set jmx=off");
        }
    }
}
