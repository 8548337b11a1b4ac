package dev.mcpauthfix.shim;

import java.io.File;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * Looks each loaded class's name up in a set of exact names; only a hit brings the core up.
 *
 * <p>Exact names, because this is all an application without an HTTP client ever pays for: a hash look-up for each class,
 * where matching supertypes costs half a millisecond.
 */
final class NameGate implements ClassFileTransformer {

    /** The classes that the core weaves; a test of the finished jar keeps this equal to the core's own list. */
    static final String[] TARGETS = {
        "jdk/internal/net/http/HttpClientImpl",
        "jdk/internal/net/http/websocket/BuilderImpl",
        "okhttp3/internal/http/RetryAndFollowUpInterceptor",
        "okhttp3/internal/http/BridgeInterceptor",
        "okhttp3/internal/connection/RealCall",
        "okhttp3/internal/connection/Transmitter",
        "org/springframework/web/reactive/function/client/ExchangeFunctions$DefaultExchangeFunction",
        "io/ktor/util/pipeline/Pipeline",
        "org/apache/hc/client5/http/impl/classic/ProtocolExec",
        "org/apache/hc/client5/http/impl/async/AsyncProtocolExec",
        "org/apache/http/impl/execchain/MainClientExec",
        "org/eclipse/jetty/client/HttpClient",
        "org/eclipse/jetty/client/transport/HttpDestination",
        "reactor/netty/http/client/HttpClientConnect$MonoHttpConnect",
        "reactor/netty/http/client/HttpClientConnect$HttpClientHandler",
        "reactor/netty/http/client/HttpClientOperations",
        "io/vertx/core/http/HttpClientRequest",
        "io/vertx/core/http/impl/HttpClientImpl",
        "sun/net/www/protocol/http/HttpURLConnection"
    };

    private final File jar;
    private final String version;
    private final Set<String> names;
    private final String arguments;
    private final Instrumentation instrumentation;
    private ClassFileTransformer core;
    private boolean broken;

    /**
     * Creates a gate that lets nothing through yet.
     *
     * @param jar where the core is
     * @param version the release that it is, null where nobody has looked: the core says it
     * @param targets the names of the classes that this jar's core weaves
     * @param arguments the agent argument, null for none
     */
    NameGate(File jar, String version, String[] targets, String arguments, Instrumentation instrumentation) {
        this.jar = jar;
        this.version = version;
        this.names = new HashSet<String>(Arrays.asList(targets));
        this.arguments = arguments;
        this.instrumentation = instrumentation;
    }

    /** Sees the classes of an older release as well, which that has woven and this one may not: they get their own code back with the rest. */
    void seeToo(NameGate older) {
        names.addAll(older.names);
    }

    String version() {
        return version;
    }

    String arguments() {
        return arguments;
    }

    /**
     * Sees all classes from now on, and the targets that are loaded already: by an AOT cache, or before an attach. With an argument the core
     * comes up at once, so that a mistyped one is told at start and not at the first request.
     */
    void start(boolean attached) throws Exception {
        if (arguments != null && !arguments.isEmpty() && core() == null) {
            return;
        }
        instrumentation.addTransformer(this, true);
        int unused = retransform(
                attached
                        ? instrumentation.getAllLoadedClasses()
                        : instrumentation.getInitiatedClasses(CoreLoader.platformLoader()));
    }

    /** Gives the core an order and answers what it says, null where there is no core. */
    @SuppressWarnings("unchecked") // the one type of the JDK's that both sides know
    String order(String order) {
        ClassFileTransformer transformer = core();
        return transformer == null ? null : ((Function<String, String>) transformer).apply(order);
    }

    /** Sees no class from now on; those that are woven stay so. */
    void standAside() {
        instrumentation.removeTransformer(this);
    }

    /** Gives every class its own code back and answers how many could not be given it. */
    int uninstall() {
        standAside();
        int left = retransform(instrumentation.getAllLoadedClasses());
        core = null;
        broken = true;
        return left;
    }

    /** One class a call: a fault in one must not lose the others. */
    private int retransform(Class<?>[] loaded) {
        int failed = 0;
        for (Class<?> type : loaded) {
            if (names.contains(type.getName().replace('.', '/'))) {
                try {
                    instrumentation.retransformClasses(type);
                } catch (Throwable fault) {
                    failed++;
                    Agent.say("could not change " + type.getName() + " (" + fault + "); it is left as it was");
                }
            }
        }
        return failed;
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
        if (name == null || !names.contains(name)) {
            return null;
        }
        try {
            ClassFileTransformer transformer = core();
            return transformer == null ? null : transformer.transform(loader, name, redefined, domain, classFile);
        } catch (Throwable fault) {
            Agent.say("could not patch " + name.replace('/', '.') + " (" + fault + "); it is left as it was");
            return null;
        }
    }

    private synchronized ClassFileTransformer core() {
        if (core == null && !broken) {
            broken = true;
            try {
                core = new CoreLoader(jar).start(instrumentation, arguments);
                broken = false;
            } catch (Throwable fault) {
                Agent.say("could not load its core (" + fault
                        + "); the application runs without it. Use the jar as it was published, unchanged");
            }
        }
        return core;
    }
}
