package dev.mcpauthfix.runtime;

import dev.mcpauthfix.adapter.Adapter;
import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.adapter.Site;
import dev.mcpauthfix.adapter.Sites;
import dev.mcpauthfix.bridge.BridgeSwitch;
import java.io.Serial;
import java.lang.reflect.InvocationTargetException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Hands each woven call to the adapter of its library, found by the class of {@code this}. */
final class Dispatcher extends ClassValue<GuardedAdapter> {

    private final AgentHost host;
    private final SelfCheck selfCheck;
    private final Libraries libraries = new Libraries(this);
    private final Enter enter = new Enter(this);
    private final Exit exit = new Exit(this);
    /** The classes that hold something of ours, so that all of it can be taken back: a class of the JDK's is never unloaded. */
    private final Set<Class<?>> known = Collections.newSetFromMap(new WeakHashMap<>());
    /** What served each class until the release, null before. */
    private volatile @Nullable Map<Class<?>, GuardedAdapter> released;

    Dispatcher(AgentHost host, SelfCheck selfCheck) {
        this.host = host;
        this.selfCheck = selfCheck;
    }

    /** Switches the bridge on. */
    void connect() {
        // For calls that are under way when another core takes over: they refer to the host, and the bridge no longer
        // to us.
        host.keepWhileInUse(exit);
        BridgeSwitch.connect(enter, exit);
    }

    /**
     * Leaves nothing in classes that are not ours. Calls under way keep what they need, and nobody else does: from now on a look-up must
     * not leave anything there either.
     */
    void release() {
        Map<Class<?>, GuardedAdapter> served = new HashMap<>();
        for (Class<?> type : noted()) {
            served.put(type, get(type));
        }
        synchronized (known) {
            released = served;
        }
        BridgeSwitch.release(enter, exit);
        for (Class<?> type : noted()) {
            try {
                // On Java 17 a value that another thread is about to compute outlives remove; this makes it compute
                // again, in vain.
                GuardedAdapter unused = get(type);
            } catch (Released expected) {
                // There is no value, and will be none.
            }
            remove(type);
            libraries.remove(type);
        }
    }

    private List<Class<?>> noted() {
        synchronized (known) {
            return List.copyOf(known);
        }
    }

    /** The adapter for a class, null for one that is met for the first time after the release. */
    private @Nullable GuardedAdapter adapter(Class<?> type) {
        Map<Class<?>, GuardedAdapter> served = released;
        if (served != null) {
            return served.get(type);
        }
        try {
            return get(type);
        } catch (Released meanwhile) {
            return null;
        }
    }

    /** Keeps anything from being left in a class after the release. */
    private void note(Class<?> type) {
        synchronized (known) {
            if (released != null) {
                throw new Released();
            }
            known.add(type);
        }
    }

    @Override
    protected GuardedAdapter computeValue(Class<?> type) {
        note(type);
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
            dispatcher.note(anchor);
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
                GuardedAdapter adapter = dispatcher.adapter(call[0].getClass());
                if (adapter != null) {
                    adapter.enter(call);
                }
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
            @Nullable GuardedAdapter adapter;
            try {
                adapter = dispatcher.adapter(call[0].getClass());
            } catch (Throwable fault) {
                dispatcher.host.fault("leaving a call", fault);
                return result;
            }
            return adapter == null ? result : adapter.exit(result, call);
        }
    }

    /** Says that the core has let go of the classes that it served; the JVM keeps no value that was not computed. */
    private static final class Released extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        Released() {
            super(null, null, false, false);
        }
    }
}
