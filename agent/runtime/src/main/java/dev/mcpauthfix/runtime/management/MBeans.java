package dev.mcpauthfix.runtime.management;

import dev.mcpauthfix.runtime.control.ServerCount;
import dev.mcpauthfix.runtime.control.Tally;
import dev.mcpauthfix.runtime.settings.EvidenceSettings;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.management.DynamicMBean;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * The MBeans in the platform's MBean server.
 *
 * <p>A name that is taken is left to whom it belongs: when a newer core takes over, the older one is still there and takes its own MBeans
 * back as it retires; the newer one comes again afterwards. So neither ever removes the other's.
 */
final class MBeans {

    private static final String DOMAIN = "dev.mcpauthfix";
    private static final int NOTHING_SHOWN = -1;

    private final ManagedAgent agent;
    private final Consumer<String> log;
    /** Guarded by whoever calls {@link #show} and {@link #hide}, one at a time. */
    private final Set<ObjectName> registered = new LinkedHashSet<>();

    private @Nullable MBeanServer server;
    private volatile int serversShown = NOTHING_SHOWN;

    MBeans(ManagedAgent agent, Consumer<String> log) {
        this.agent = agent;
        this.log = log;
    }

    /** Whether there is anything to do; cheap, and may be asked from any thread. */
    boolean areDue(EvidenceSettings.Management wanted) {
        if (wanted == EvidenceSettings.Management.OFF) {
            return serversShown != NOTHING_SHOWN;
        }
        if (serversShown == NOTHING_SHOWN) {
            return wanted == EvidenceSettings.Management.ON || existing() != null;
        }
        Tally tally = agent.tally();
        return tally != null && tally.size() > serversShown;
    }

    /** Registers what is not yet. */
    void show(EvidenceSettings.Management wanted) throws JMException {
        MBeanServer to = server == null ? platform(wanted) : server;
        if (to == null) {
            return;
        }
        server = to;
        Tally tally = agent.tally();
        List<ServerCount.Snapshot> servers = tally == null ? List.of() : tally.servers();
        register(to, new ObjectName(DOMAIN, "type", "Agent"), new AgentBean(agent));
        if (tally != null) {
            for (ServerCount.Snapshot counted : servers) {
                register(to, name(counted.address()), new ServerBean(tally, counted.address()));
            }
        }
        serversShown = servers.size();
    }

    private static ObjectName name(String address) throws JMException {
        return new ObjectName(DOMAIN + ":type=Server,url=" + ObjectName.quote(address));
    }

    private void register(MBeanServer to, ObjectName name, DynamicMBean bean) throws JMException {
        if (registered.contains(name)) {
            return;
        }
        try {
            var unused = to.registerMBean(bean, name);
            registered.add(name);
            log.accept("shown to management tools as " + name);
        } catch (InstanceAlreadyExistsException taken) {
            log.accept("not shown to management tools for now: there is another " + name);
        }
    }

    /** Takes back what was registered; goes on where one cannot be, and says so in the end. */
    void hide() throws JMException {
        MBeanServer from = server;
        server = null;
        serversShown = NOTHING_SHOWN;
        @Nullable JMException failure = null;
        for (ObjectName name : registered) {
            try {
                if (from != null) {
                    from.unregisterMBean(name);
                }
            } catch (InstanceNotFoundException already) {
                log.accept("somebody else has taken back " + name);
            } catch (JMException kept) {
                failure = kept;
            }
        }
        registered.clear();
        if (failure != null) {
            throw failure;
        }
    }

    private static @Nullable MBeanServer platform(EvidenceSettings.Management wanted) {
        return wanted == EvidenceSettings.Management.ON ? ManagementFactory.getPlatformMBeanServer() : existing();
    }

    /**
     * The platform's MBean server if somebody has asked for it, null before: to ask for it ourselves would make it, with the implementation,
     * and that of java.util.logging, that there is at that moment. An application may have further ones, which lack the JVM's own MBeans.
     */
    private static @Nullable MBeanServer existing() {
        for (MBeanServer some : MBeanServerFactory.findMBeanServer(null)) {
            try {
                if (some.isRegistered(new ObjectName(ManagementFactory.RUNTIME_MXBEAN_NAME))) {
                    return some;
                }
            } catch (JMException never) {
                throw new IllegalStateException(never);
            }
        }
        return null;
    }
}
