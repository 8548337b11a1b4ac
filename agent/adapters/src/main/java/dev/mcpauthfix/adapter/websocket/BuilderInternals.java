package dev.mcpauthfix.adapter.websocket;

import static java.lang.invoke.MethodType.methodType;

import dev.mcpauthfix.adapter.Host;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What of the JDK's WebSocket builder is not public: what it holds. Looked up once; a JDK that lacks any of it is left alone. */
final class BuilderInternals {

    private final MethodHandle client;
    private final MethodHandle headers;
    private final MethodHandle subprotocols;
    private final MethodHandle timeout;
    private final MethodHandle name;
    private final MethodHandle value;

    BuilderInternals(Host host) {
        try {
            Class<?> builder = Class.forName("jdk.internal.net.http.websocket.BuilderImpl", false, loader());
            Class<?> pair = Class.forName("jdk.internal.net.http.common.Pair", false, loader());
            MethodHandles.Lookup pairs = host.lookupIn(pair);
            MethodHandles.Lookup jdk = host.lookupIn(builder);
            client = getter(jdk, builder, "client", HttpClient.class);
            headers = getter(jdk, builder, "headers", Collection.class);
            subprotocols = getter(jdk, builder, "subprotocols", Collection.class);
            timeout = getter(jdk, builder, "timeout", Duration.class);
            name = pairs.findGetter(pair, "first", Object.class).asType(methodType(Object.class, Object.class));
            value = pairs.findGetter(pair, "second", Object.class).asType(methodType(Object.class, Object.class));
        } catch (ReflectiveOperationException missing) {
            throw new LinkageError(missing.toString(), missing);
        }
    }

    private static @Nullable ClassLoader loader() {
        return HttpClient.class.getClassLoader();
    }

    private static MethodHandle getter(MethodHandles.Lookup jdk, Class<?> builder, String field, Class<?> type)
            throws ReflectiveOperationException {
        return jdk.findGetter(builder, field, type).asType(methodType(type, WebSocket.Builder.class));
    }

    /** What a builder holds now, and what it was told to open. */
    Opening opening(WebSocket.Builder builder, URI uri, WebSocket.Listener listener) {
        try {
            List<Opening.Header> held = new ArrayList<>();
            for (Object pair : headers(builder)) {
                held.add(new Opening.Header(
                        (String) (Object) name.invokeExact(pair), (String) (Object) value.invokeExact(pair)));
            }
            List<String> offered = new ArrayList<>();
            for (Object subprotocol : (Collection<?>) subprotocols.invokeExact(builder)) {
                offered.add((String) subprotocol);
            }
            return new Opening(
                    (HttpClient) client.invokeExact(builder),
                    uri,
                    listener,
                    List.copyOf(held),
                    List.copyOf(offered),
                    (Duration) timeout.invokeExact(builder));
        } catch (Throwable fault) {
            throw unexpected(fault);
        }
    }

    /** Adds headers and answers what stands for them in the builder. */
    List<Object> add(WebSocket.Builder builder, Map<String, String> lines) {
        Collection<?> held = headers(builder);
        int before = held.size();
        lines.forEach(builder::header);
        return List.copyOf(new ArrayList<>(held).subList(before, held.size()));
    }

    /** Takes out what {@link #add} answered. */
    void remove(WebSocket.Builder builder, List<Object> added) {
        if (!added.isEmpty()) {
            // Not by equals: the application may have a header of the same name and value.
            headers(builder).removeIf(pair -> added.stream().anyMatch(one -> one == pair));
        }
    }

    private Collection<?> headers(WebSocket.Builder builder) {
        try {
            return (Collection<?>) headers.invokeExact(builder);
        } catch (Throwable fault) {
            throw unexpected(fault);
        }
    }

    private static IllegalStateException unexpected(Throwable fault) {
        return new IllegalStateException(fault);
    }
}
