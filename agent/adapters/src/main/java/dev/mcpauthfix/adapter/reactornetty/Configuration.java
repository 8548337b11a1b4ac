package dev.mcpauthfix.adapter.reactornetty;

import io.netty.handler.codec.http.HttpHeaders;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClientConfig;

/** What a subscription is made with; the library shows all of its configuration but where it is kept and the body, and copies headers. */
final class Configuration {

    private static final MethodHandle BODY = getter(HttpClientConfig.class, "body", Object.class);
    private static final MethodHandle HEADERS = getter(HttpClientConfig.class, "headers", HttpHeaders.class);

    private final MethodHandle kept;

    /** Of the class that the application's subscriber is given to, which nobody else can name. */
    Configuration(Class<?> subscribed) {
        kept = getter(subscribed, "config", HttpClientConfig.class);
    }

    HttpClientConfig of(Object subscribed) {
        try {
            return (HttpClientConfig) kept.invokeExact(subscribed);
        } catch (Throwable fault) {
            throw new IllegalStateException(fault);
        }
    }

    /** What sends the body, null for none. */
    static @Nullable Object body(HttpClientConfig config) {
        try {
            return (Object) BODY.invokeExact((Object) config);
        } catch (Throwable fault) {
            throw new IllegalStateException(fault);
        }
    }

    /** The client's own headers, to be read only. */
    static HttpHeaders headers(HttpClientConfig config) {
        try {
            return (HttpHeaders) HEADERS.invokeExact((Object) config);
        } catch (Throwable fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static MethodHandle getter(Class<?> owner, String name, Class<?> type) {
        try {
            Field field = owner.getDeclaredField(name);
            field.setAccessible(true);
            return MethodHandles.lookup().unreflectGetter(field).asType(MethodType.methodType(type, Object.class));
        } catch (ReflectiveOperationException | RuntimeException unfit) {
            throw new NoSuchFieldError(owner.getName() + "." + name + ": " + unfit.getMessage());
        }
    }
}
