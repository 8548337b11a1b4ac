package dev.mcpauthfix.runtime;

import dev.mcpauthfix.adapter.Adapter;
import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.adapter.Site;
import dev.mcpauthfix.adapter.Sites;
import dev.mcpauthfix.bridge.BridgeSwitch;
import java.lang.reflect.InvocationTargetException;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Hands each woven call to the adapter of its library, found by the class of {@code this}. */
final class Dispatcher extends ClassValue<GuardedAdapter> {

    private final AgentHost host;
    private final SelfCheck selfCheck;
    private final Libraries libraries = new Libraries(this);

    Dispatcher(AgentHost host, SelfCheck selfCheck) {
        this.host = host;
        this.selfCheck = selfCheck;
    }

    /** Switches the bridge on. */
    void connect() {
        BridgeSwitch.connect(new Enter(this), new Exit(this));
    }

    @Override
    protected GuardedAdapter computeValue(Class<?> type) {
        if (selfCheck.owns(type)) {
            return new GuardedAdapter("self-check", selfCheck, host);
        }
        Class<?> woven = woven(type);
        return woven == null ? GuardedAdapter.inert(host) : adapterOf(woven);
    }

    /** The class or interface of this type that has a site, null for none. */
    private static @Nullable Class<?> woven(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (!Sites.of(c.getName().replace('.', '/')).isEmpty()) {
                return c;
            }
            for (Class<?> implemented : c.getInterfaces()) {
                Class<?> found = woven(implemented);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** One adapter for all sites of a library in one loader, kept by the class of the first of them. */
    private GuardedAdapter adapterOf(Class<?> woven) {
        Site site = Sites.of(woven.getName().replace('.', '/')).get(0);
        try {
            String anchor = Sites.anchor(site).className().replace('/', '.');
            return libraries.get(Class.forName(anchor, false, woven.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError unfit) {
            GuardedAdapter left = new GuardedAdapter(site.library(), GuardedAdapter.Inert.INSTANCE, host);
            left.unfit(unfit);
            return left;
        }
    }

    private GuardedAdapter load(Class<?> anchor) {
        Site site = Sites.of(anchor.getName().replace('.', '/')).get(0);
        GuardedAdapter guarded = new GuardedAdapter(site.library(), GuardedAdapter.Inert.INSTANCE, host);
        try {
            guarded.serveBy((Adapter) new AdapterClassLoader(Dispatcher.class.getClassLoader(), anchor.getClassLoader())
                    .loadClass(site.adapter())
                    .getConstructor(Host.class)
                    .newInstance(host));
        } catch (LinkageError unfit) {
            guarded.unfit(unfit);
        } catch (InvocationTargetException refused) {
            // From the adapter's constructor, which looked for something and did not find it.
            guarded.unfit(refused.getCause() == null ? refused : refused.getCause());
        } catch (ReflectiveOperationException fault) {
            host.fault("loading the adapter for " + site.library(), fault);
        }
        return guarded;
    }

    /** The adapters by the class that they are kept by. */
    private static final class Libraries extends ClassValue<GuardedAdapter> {
        private final Dispatcher dispatcher;

        Libraries(Dispatcher dispatcher) {
            this.dispatcher = dispatcher;
        }

        @Override
        protected GuardedAdapter computeValue(Class<?> anchor) {
            return dispatcher.load(anchor);
        }
    }

    /** What the bridge calls at entry. */
    private static final class Enter implements UnaryOperator<Object[]> {
        private final Dispatcher dispatcher;

        Enter(Dispatcher dispatcher) {
            this.dispatcher = dispatcher;
        }

        @Override
        public Object[] apply(Object[] call) {
            try {
                dispatcher.get(call[0].getClass()).enter(call);
            } catch (Throwable fault) {
                dispatcher.host.fault("entering a call", fault);
            }
            return call;
        }
    }

    /** What the bridge calls before a return. */
    private static final class Exit implements BiFunction<Object, Object[], Object> {
        private final Dispatcher dispatcher;

        Exit(Dispatcher dispatcher) {
            this.dispatcher = dispatcher;
        }

        @Override
        @SuppressWarnings("NullAway") // the bridge is JDK-typed; a library may return null, and then gets its null back
        public Object apply(Object result, Object[] call) {
            GuardedAdapter adapter;
            try {
                adapter = dispatcher.get(call[0].getClass());
            } catch (Throwable fault) {
                dispatcher.host.fault("leaving a call", fault);
                return result;
            }
            return adapter.exit(result, call);
        }
    }
}
