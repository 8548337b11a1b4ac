package dev.mcpauthfix.adapter.vertx;

import static java.lang.invoke.MethodType.methodType;

import dev.mcpauthfix.engine.Origins;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.NoStackTraceTimeoutException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What Vert.x 4.5 and 5 do not have in common, or have outside of their public API. */
final class Versions {

    private static final boolean FIVE = !hasReset(boolean.class);
    private static final MethodHandle RESET = reset(FIVE ? Future.class : boolean.class)
            .asType(methodType(void.class, HttpClientRequest.class, long.class, Throwable.class));

    private Versions() {}

    private static boolean hasReset(Class<?> result) {
        try {
            return reset(result) != null;
        } catch (NoSuchMethodError other) {
            return false;
        }
    }

    private static MethodHandle reset(Class<?> result) {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(HttpClientRequest.class, "reset", methodType(result, long.class, Throwable.class));
        } catch (NoSuchMethodException | IllegalAccessException absent) {
            throw new NoSuchMethodError(absent.toString());
        }
    }

    /** Gives a request up, with its connection where it is still under way; without effect on one that was given up before. */
    static void reset(HttpClientRequest request, Throwable cause) {
        try {
            RESET.invokeExact(request, 0L, cause);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable undeclared) {
            throw new IllegalStateException(undeclared);
        }
    }

    /** By what rules a client follows redirects; null where it does not say. */
    @SuppressWarnings("unchecked")
    static @Nullable Function<HttpClientResponse, Future<RequestOptions>> redirectsOf(HttpClient client) {
        try {
            return (Function<HttpClientResponse, Future<RequestOptions>>)
                    client.getClass().getMethod("redirectHandler").invoke(client);
        } catch (ReflectiveOperationException absent) {
            return null;
        }
    }

    /** What the library says of a request whose time is over before a response, in its own words. */
    static TimeoutException timeout(long millis, String method, String target, URI uri) {
        String server = FIVE ? uri.getHost() + ":" + Origins.port(uri) : "null";
        String message = "The timeout period of " + millis + "ms has been exceeded while executing " + method + " "
                + target + " for server " + server;
        try {
            return new NoStackTraceTimeoutException(message);
        } catch (LinkageError hidden) {
            return new TimeoutException(message);
        }
    }
}
