package dev.mcpauthfix.adapter.webclient;

import dev.mcpauthfix.adapter.HiddenValue;
import dev.mcpauthfix.engine.NetworkPath;
import java.net.http.HttpClient;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeFunctions;
import org.springframework.web.reactive.function.client.ExchangeStrategies;

/**
 * Whether {@code java.net.http} is what a connector calls. Its client tells whether a token stays where it is sent to, and how the
 * network is reached.
 */
final class JavaNetHttp {

    private static final String CONNECTOR = "org.springframework.http.client.reactive.JdkClientHttpConnector";

    private static final Map<HttpClient, HttpClient> DOUBLES = Collections.synchronizedMap(new WeakHashMap<>());

    private JavaNetHttp() {}

    /** The client, null for another connector. */
    static @Nullable HttpClient below(ExchangeFunction function) {
        Object connector = HiddenValue.field(function, "connector");
        return connector != null
                        && connector.getClass().getName().equals(CONNECTOR)
                        && HiddenValue.field(connector, "httpClient") instanceof HttpClient client
                ? client
                : null;
    }

    /** One that follows redirects takes the header along to any origin on JDK 17 (attack S8), one with an authenticator drops it. */
    static boolean carriesTokens(@Nullable HttpClient client) {
        return client != null
                && client.followRedirects() == HttpClient.Redirect.NEVER
                && client.authenticator().isEmpty();
    }

    static NetworkPath network(HttpClient client) {
        return new NetworkPath(client.proxy().orElse(null), client.sslContext().getSocketFactory());
    }

    /**
     * The same exchange function on a double of the client that follows no redirects, for what we send again; null where the client
     * has an authenticator, or hides what is needed.
     */
    static @Nullable ExchangeFunction withoutRedirects(ExchangeFunction function, HttpClient client) {
        return client.authenticator().isEmpty()
                        && HiddenValue.field(function, "strategies") instanceof ExchangeStrategies strategies
                ? ExchangeFunctions.create(
                        new JdkClientHttpConnector(DOUBLES.computeIfAbsent(client, JavaNetHttp::doubleOf)), strategies)
                : null;
    }

    private static HttpClient doubleOf(HttpClient client) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(client.version())
                .sslContext(client.sslContext())
                .sslParameters(client.sslParameters());
        client.connectTimeout().ifPresent(builder::connectTimeout);
        client.cookieHandler().ifPresent(builder::cookieHandler);
        client.executor().ifPresent(builder::executor);
        client.proxy().ifPresent(builder::proxy);
        return builder.build();
    }
}
