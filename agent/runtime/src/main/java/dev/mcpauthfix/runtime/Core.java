package dev.mcpauthfix.runtime;

import dev.mcpauthfix.adapter.Site;
import dev.mcpauthfix.adapter.Sites;
import dev.mcpauthfix.runtime.control.Orders;
import dev.mcpauthfix.runtime.log.AgentLog;
import dev.mcpauthfix.runtime.probe.Examiner;
import dev.mcpauthfix.runtime.settings.Settings;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The agent once a class of interest turned up: reads the settings, brings the bridge up and weaves.
 *
 * <p>The shim knows it only as a {@link ClassFileTransformer}.
 */
final class Core implements ClassFileTransformer, Function<String, String>, Controlled {

    private final Instrumentation instrumentation;
    private final AgentHost host;
    private @Nullable Dispatcher dispatcher;
    private boolean connected;
    private boolean broken;
    private @Nullable Function<String, String> orders;

    /**
     * Reads the settings and says so on stderr where they are wrong; nothing is woven then.
     *
     * @param arguments the agent argument string, null for none
     */
    Core(Instrumentation instrumentation, @Nullable String arguments) {
        this.instrumentation = instrumentation;
        this.host = AgentStart.host(arguments);
        host.instrumentWith(instrumentation);
        host.obey(this);
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (!host.weaves()) {
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
            host.board().woven(site.library());
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
            Dispatcher made = new Dispatcher(host, selfCheck);
            dispatcher = made;
            made.connect();
            connected = selfCheck.passes();
            broken = !connected;
            if (broken) {
                made.release();
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

    /** An operator's order, which the shim passes on, and the answer. */
    @Override
    public String apply(String order) {
        Function<String, String> reader;
        synchronized (this) {
            reader = orders == null ? new Orders(this) : orders;
            orders = reader;
        }
        String answer = reader.apply(order);
        if (!Orders.isLook(order)) {
            host.showToToolsNow();
        }
        return answer;
    }

    @Override
    public Settings.@Nullable Mode mode() {
        return host.mode();
    }

    @Override
    public @Nullable String restraint() {
        host.settings().look();
        return host.settings().restraint();
    }

    @Override
    public @Nullable String set(String assignments) {
        boolean wove = host.weaves();
        String mistake = host.settings().set(assignments);
        if (!wove && host.weaves()) {
            weaveWhatIsLoaded();
        }
        return mistake;
    }

    @Override
    public String orders() {
        return host.settings().orders();
    }

    @Override
    public void disable(boolean off) {
        host.disable(off);
    }

    @Override
    public boolean isDisabled() {
        return host.settings().isDisabled();
    }

    @Override
    public synchronized boolean isBroken() {
        return broken;
    }

    @Override
    public synchronized void reconnect() {
        if (connected && dispatcher != null) {
            dispatcher.connect();
        }
        host.board().changed();
    }

    /** An agent that starts switched off leaves classes as they are. */
    private void weaveWhatIsLoaded() {
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (!Sites.of(type.getName().replace('.', '/')).isEmpty()) {
                try {
                    instrumentation.retransformClasses(type);
                } catch (UnmodifiableClassException | RuntimeException | LinkageError fault) {
                    host.fault("weaving " + type.getName(), fault);
                }
            }
        }
    }

    @Override
    public String status() {
        host.settings().look();
        host.board().changed();
        return host.board().json();
    }

    @Override
    public String examine(String argument) {
        return new Examiner().examine(argument);
    }

    @Override
    public void leave(boolean another) {
        Dispatcher woven;
        synchronized (this) {
            woven = dispatcher;
            connected = false;
            broken = true;
        }
        if (woven != null) {
            woven.release();
        }
        if (another) {
            host.board().leaveToAnother();
        } else {
            host.board().takeDown();
        }
        host.stop();
        JdkCaches.forgetUs();
    }
}
