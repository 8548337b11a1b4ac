package dev.mcpauthfix.it.contract;

import io.ktor.client.HttpClient;
import io.ktor.client.HttpClientConfig;
import io.ktor.client.HttpClientKt;
import io.ktor.client.engine.HttpClientEngineConfig;
import io.ktor.client.engine.HttpClientEngineFactory;
import io.ktor.client.plugins.HttpCallValidatorKt;
import io.ktor.client.plugins.HttpClientPlugin;
import io.ktor.client.plugins.HttpSend;
import io.ktor.client.statement.HttpResponse;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.jvm.functions.Function1;
import kotlin.jvm.functions.Function2;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.GlobalScope;
import kotlinx.coroutines.future.FutureKt;
import org.jspecify.annotations.Nullable;

/** Calls through the Ktor client: suspending functions, from Java. What Ktor 2.3 and 3 name differently is looked up by name. */
abstract class KtorCaller implements Caller {

    private static final int MOST_SENDS = 6;

    private final HttpClientEngineFactory<?> engine;
    private final Map<Call.Client, HttpClient> clients = new ConcurrentHashMap<>();

    /** Takes the engine's factory by its class name. */
    KtorCaller(String engine) {
        try {
            this.engine = (HttpClientEngineFactory<?>)
                    Class.forName(engine).getField("INSTANCE").get(null);
        } catch (ReflectiveOperationException absent) {
            throw new IllegalStateException("no engine " + engine, absent);
        }
    }

    /** A stack with what every engine has, and with more. */
    static HttpStack stack(
            String name, Class<? extends KtorCaller> caller, List<String> versions, HttpStack.Ability... more) {
        EnumSet<HttpStack.Ability> abilities = EnumSet.of(
                HttpStack.Ability.CANCEL,
                HttpStack.Ability.INTERRUPT,
                HttpStack.Ability.TIMEOUT,
                HttpStack.Ability.OTHER_HEADERS,
                HttpStack.Ability.OTHER_RESPONSE);
        abilities.addAll(List.of(more));
        return new HttpStack(
                name,
                caller,
                versions,
                EnumSet.allOf(Call.Publish.class),
                EnumSet.of(Call.Send.BLOCKING, Call.Send.ASYNC),
                EnumSet.of(Call.Receive.STRING, Call.Receive.BYTES, Call.Receive.STREAM, Call.Receive.DISCARDING),
                EnumSet.allOf(Call.Redirects.class),
                abilities);
    }

    @Override
    public Running start(Call call) {
        HttpClient client = clients.computeIfAbsent(call.client(), this::client);
        KtorExchange exchange = new KtorExchange(client, call);
        return call.send() == Call.Send.BLOCKING ? new Blocking(exchange) : new Async(exchange);
    }

    private HttpClient client(Call.Client options) {
        return client(engine, options);
    }

    private <T extends HttpClientEngineConfig> HttpClient client(
            HttpClientEngineFactory<T> factory, Call.Client options) {
        return HttpClientKt.HttpClient(factory, config -> {
            configure(config, options);
            config.engine(made -> {
                configure(made, options.network());
                return Unit.INSTANCE;
            });
            return Unit.INSTANCE;
        });
    }

    private void configure(HttpClientEngineConfig made, Call.Network network) {
        if (network.proxyPort() > 0) {
            made.setProxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", network.proxyPort())));
        }
        if (!network.trusted().isEmpty()) {
            trust(made, ClientTrust.of(network));
        }
        if (network.http2()) {
            speakHttp2(made);
        }
    }

    /** Has the engine trust the private authority, in its own words. */
    abstract void trust(HttpClientEngineConfig made, ClientTrust trust);

    /** Has the engine ask for HTTP/2 where it does not by itself. */
    void speakHttp2(HttpClientEngineConfig made) {}

    /** For engines that the tests are not compiled against. */
    static void tell(HttpClientEngineConfig made, String method, Class<?> type, Object value) {
        try {
            made.getClass().getMethod(method, type).invoke(made, value);
        } catch (ReflectiveOperationException absent) {
            throw new IllegalStateException(absent);
        }
    }

    private static void configure(HttpClientConfig<?> config, Call.Client options) {
        config.setFollowRedirects(options.redirects() != Call.Redirects.NEVER);
        if (options.redirects() != Call.Redirects.NEVER) {
            // By default it follows for GET and HEAD alone.
            config.install(plugin("HttpRedirect"), redirect -> {
                set(redirect, "setCheckHttpMethod", false);
                return set(redirect, "setAllowHttpsDowngrade", options.redirects() == Call.Redirects.ALWAYS);
            });
            config.install(HttpSend.Plugin, send -> {
                send.setMaxSendCount(MOST_SENDS);
                return Unit.INSTANCE;
            });
        }
        config.install(plugin("HttpTimeout"), timeout -> Unit.INSTANCE);
        HttpCallValidatorKt.HttpResponseValidator(
                config, untyped(validator -> validate(validator, KtorExchange::validated)));
    }

    /** Ktor 2.3 has the argument's class under another name. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static <T> Function1<T, Unit> untyped(Function1<Object, Unit> configuration) {
        return (Function1) configuration;
    }

    private static Unit validate(
            Object validator, Function2<HttpResponse, Continuation<? super Unit>, Object> validation) {
        try {
            validator.getClass().getMethod("validateResponse", Function2.class).invoke(validator, validation);
            return Unit.INSTANCE;
        } catch (ReflectiveOperationException absent) {
            throw new IllegalStateException(absent);
        }
    }

    private static Unit set(Object config, String setter, boolean value) {
        try {
            config.getClass().getMethod(setter, boolean.class).invoke(config, value);
            return Unit.INSTANCE;
        } catch (ReflectiveOperationException absent) {
            throw new IllegalStateException(absent);
        }
    }

    @SuppressWarnings("unchecked")
    private static HttpClientPlugin<Object, Object> plugin(String name) {
        String type = "io.ktor.client.plugins." + name;
        try {
            try {
                return (HttpClientPlugin<Object, Object>)
                        Class.forName(type + "Kt").getMethod("get" + name).invoke(null);
            } catch (NoSuchMethodException olderThan3) {
                return (HttpClientPlugin<Object, Object>)
                        Class.forName(type).getField("Plugin").get(null);
            }
        } catch (ReflectiveOperationException absent) {
            throw new IllegalStateException("no plugin " + name, absent);
        }
    }

    /** On the thread that waits. */
    private record Blocking(KtorExchange exchange) implements Running {

        @Override
        public Result await() throws InterruptedException {
            try {
                return exchange.result((byte[])
                        BuildersKt.runBlocking(EmptyCoroutineContext.INSTANCE, (scope, done) -> exchange.send(done)));
            } catch (InterruptedException interrupted) {
                throw interrupted;
            } catch (Exception failure) {
                return exchange.failure(failure);
            }
        }

        @Override
        public void cancel() {
            throw new UnsupportedOperationException("a blocking call is interrupted");
        }

        @Override
        public void cancelDependent() {
            cancel();
        }
    }

    /** A coroutine of its own, as a future. */
    private static final class Async implements Running {

        private final KtorExchange exchange;
        private final CompletableFuture<@Nullable Object> future;

        Async(KtorExchange exchange) {
            this.exchange = exchange;
            this.future = FutureKt.future(
                    GlobalScope.INSTANCE,
                    EmptyCoroutineContext.INSTANCE,
                    CoroutineStart.DEFAULT,
                    (scope, done) -> exchange.send(done));
        }

        @Override
        public Result await() throws InterruptedException {
            try {
                return exchange.result((byte[]) future.get());
            } catch (ExecutionException failure) {
                return exchange.failure(Objects.requireNonNull(failure.getCause()));
            } catch (CancellationException cancelled) {
                return exchange.failure(cancelled);
            }
        }

        @Override
        public void cancel() {
            future.cancel(true);
        }

        @Override
        public void cancelDependent() {
            throw new UnsupportedOperationException("a dependent stage does not reach the coroutine");
        }
    }
}
