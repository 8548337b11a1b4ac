package dev.mcpauthfix.runtime;

import dev.mcpauthfix.adapter.Site;
import dev.mcpauthfix.adapter.Sites;
import dev.mcpauthfix.runtime.log.AgentLog;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The agent once a class of interest turned up: reads the settings, brings the bridge up and weaves.
 *
 * <p>The shim knows it only as a {@link ClassFileTransformer}.
 */
final class Core implements ClassFileTransformer {

    private final Instrumentation instrumentation;
    private final AgentHost host;
    private boolean connected;
    private boolean broken;

    /**
     * Reads the settings and says so on stderr where they are wrong; nothing is woven then.
     *
     * @param arguments the agent argument string, null for none
     */
    Core(Instrumentation instrumentation, @Nullable String arguments) {
        this.instrumentation = instrumentation;
        this.host = AgentStart.host(arguments);
        host.instrumentWith(instrumentation);
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (!host.active()) {
            return null;
        }
        List<Site> sites = Sites.of(name);
        return sites.isEmpty() || !connect() ? null : weave(classFile, sites);
    }

    private byte @Nullable [] weave(byte[] classFile, List<Site> sites) {
        byte[] woven = Weaver.weave(classFile, sites);
        Site site = sites.get(0);
        if (woven == null) {
            host.log()
                    .line(
                            AgentLog.Level.WARN,
                            site.library() + " is left alone: " + name(site) + " of this version has another shape than"
                                    + " expected; please report the version");
        } else {
            // One line for each library, and not for each of its classes.
            boolean first = Sites.isAnchor(site);
            host.log()
                    .line(
                            first ? AgentLog.Level.INFO : AgentLog.Level.DEBUG,
                            Product.VERSION + " active on " + site.library() + " (" + name(site)
                                    + " woven, self-check passed)");
        }
        return woven;
    }

    private static String name(Site site) {
        return site.className().substring(site.className().lastIndexOf('/') + 1) + "." + site.method();
    }

    private synchronized boolean connect() {
        if (connected || broken) {
            return connected;
        }
        broken = true;
        try {
            SelfCheck selfCheck = new SelfCheck();
            Bridge.define(instrumentation);
            new Dispatcher(host, selfCheck).connect();
            connected = selfCheck.passes();
            broken = !connected;
            if (broken) {
                host.log()
                        .line(
                                AgentLog.Level.WARN,
                                "stays off: its self-check failed on this JVM; please report the JVM's version");
            }
        } catch (Exception | LinkageError fault) {
            host.fault("connecting the bridge", fault);
        }
        return connected;
    }
}
