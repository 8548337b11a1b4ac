package dev.mcpauthfix.runtime;

import dev.mcpauthfix.adapter.Adapter;
import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.adapter.Site;
import dev.mcpauthfix.bridge.BridgeSwitch;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Hands each woven call to the adapter of its library, found by the class of {@code this}, and is the last guard: whatever goes
 * wrong here or behind, the application's call stays as the application made it.
 */
final class Dispatcher extends ClassValue<Adapter> {

    private final Host host;
    private final SelfCheck selfCheck;

    Dispatcher(Host host, SelfCheck selfCheck) {
        this.host = host;
        this.selfCheck = selfCheck;
    }

    /** Switches the bridge on. */
    void connect() {
        BridgeSwitch.connect(new Enter(this), new Exit(this));
    }

    @Override
    protected Adapter computeValue(Class<?> type) {
        if (selfCheck.owns(type)) {
            return selfCheck;
        }
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            String name = c.getName().replace('.', '/');
            for (Site site : Site.ALL) {
                if (site.className().equals(name)) {
                    return adapter(site, c);
                }
            }
        }
        return Inert.INSTANCE;
    }

    private Adapter adapter(Site site, Class<?> library) {
        try {
            return (Adapter) new AdapterClassLoader(Dispatcher.class.getClassLoader(), library.getClassLoader())
                    .loadClass(site.adapter())
                    .getConstructor(Host.class)
                    .newInstance(host);
        } catch (ReflectiveOperationException | LinkageError fault) {
            host.fault("loading the adapter for " + site.library(), fault);
            return Inert.INSTANCE;
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
            try {
                return dispatcher.get(call[0].getClass()).exit(result, call);
            } catch (Throwable fault) {
                dispatcher.host.fault("leaving a call", fault);
                return result;
            }
        }
    }

    /** The adapter of a class that has none: leaves everything alone. */
    private enum Inert implements Adapter {
        INSTANCE;

        @Override
        public void enter(Object[] call) {}

        @Override
        public @Nullable Object exit(@Nullable Object result, Object[] call) {
            return result;
        }
    }
}
