package dev.mcpauthfix.shim;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

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

    private final Set<String> names = new HashSet<String>(Arrays.asList(TARGETS));
    private final String arguments;
    private final Instrumentation instrumentation;
    private ClassFileTransformer core;
    private boolean broken;

    NameGate(String arguments, Instrumentation instrumentation) {
        this.arguments = arguments;
        this.instrumentation = instrumentation;
    }

    /** Brings the core up at once, so that a mistyped argument is told at start and not at the first request. */
    boolean coreAccepts() {
        return core() != null;
    }

    /** Sees all classes from now on, and the targets that are loaded already: by an AOT cache, or before an attach. */
    void install(boolean attached) throws Exception {
        instrumentation.addTransformer(this, true);
        Class<?>[] loaded = attached
                ? instrumentation.getAllLoadedClasses()
                : instrumentation.getInitiatedClasses(CoreLoader.platformLoader());
        for (Class<?> type : loaded) {
            if (names.contains(type.getName().replace('.', '/'))) {
                // One class a call: a fault in one must not lose the others.
                instrumentation.retransformClasses(type);
            }
        }
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
                core = new CoreLoader(CoreLoader.ownJar()).start(instrumentation, arguments);
                broken = false;
            } catch (Throwable fault) {
                Agent.say("could not load its core (" + fault
                        + "); the application runs without it. Use the jar as it was published, unchanged");
            }
        }
        return core;
    }
}
