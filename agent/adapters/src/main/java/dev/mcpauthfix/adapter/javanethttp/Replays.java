package dev.mcpauthfix.adapter.javanethttp;

import dev.mcpauthfix.adapter.SpringRequest;
import dev.mcpauthfix.engine.Authorization;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** How a request is sent once more. */
final class Replays {

    /** The JDK's publishers that give the same bytes at each subscription; any other may be good for one only. */
    private static final Set<String> REPEATABLE = Set.of(
            "jdk.internal.net.http.RequestPublishers$EmptyPublisher",
            "jdk.internal.net.http.RequestPublishers$StringPublisher",
            "jdk.internal.net.http.RequestPublishers$ByteArrayPublisher",
            "jdk.internal.net.http.RequestPublishers$FilePublisher");

    private static final Map<HttpClient, HttpClient> DOUBLES = Collections.synchronizedMap(new WeakHashMap<>());

    private Replays() {}

    /** Whether the request's body can be sent again, byte for byte. */
    static boolean replayable(HttpRequest request) {
        return request.bodyPublisher().map(Replays::repeatable).orElse(true);
    }

    private static boolean repeatable(BodyPublisher body) {
        return body instanceof KeptBody kept
                ? kept.isWhole()
                : REPEATABLE.contains(body.getClass().getName());
    }

    /** The request, or the same with a body that is kept where its own is a stream of Spring's. */
    static HttpRequest keepingItsBody(HttpRequest request) {
        BodyPublisher body = request.bodyPublisher().orElse(null);
        return body == null || repeatable(body) || !SpringRequest.isBeingSent()
                ? request
                : HttpRequest.newBuilder(request, (name, value) -> true)
                        .method(request.method(), new KeptBody(body))
                        .build();
    }

    static HttpRequest withAuthorization(HttpRequest request, Authorization authorization) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request, (name, value) -> true);
        authorization.headers(request.method(), request.uri()).forEach(builder::setHeader);
        return builder.build();
    }

    static HttpRequest withoutAuthorization(HttpRequest request) {
        return HttpRequest.newBuilder(request, (name, value) -> !isOurs(name)).build();
    }

    private static boolean isOurs(String name) {
        return name.equalsIgnoreCase("authorization") || name.equalsIgnoreCase("dpop");
    }

    /** The request with what is left of its time, itself where it has no limit. */
    static HttpRequest within(@Nullable Duration remaining, HttpRequest request) {
        return remaining == null
                ? request
                : HttpRequest.newBuilder(request, (name, value) -> true)
                        .timeout(remaining)
                        .build();
    }

    /**
     * Whether a client sends a token to its origin and nowhere else. One that follows redirects takes the {@code Authorization}
     * header along to any origin on JDK 17 (attack S8), one with an authenticator drops it there.
     */
    static boolean carriesTokens(HttpClient client) {
        return client.followRedirects() == HttpClient.Redirect.NEVER
                && client.authenticator().isEmpty();
    }

    /** A client that carries tokens: the application's own, or else its double without what is in the way. */
    static HttpClient clientFor(HttpClient client, URI uri) {
        return carriesTokens(client) ? client : DOUBLES.computeIfAbsent(client, own -> doubleOf(own, uri));
    }

    private static HttpClient doubleOf(HttpClient client, URI uri) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(client.version())
                .sslContext(client.sslContext())
                .sslParameters(client.sslParameters());
        if (isProxied(client, uri)) {
            // The proxy may want the authenticator; without a way through it no token arrives either.
            client.authenticator().ifPresent(builder::authenticator);
        }
        client.connectTimeout().ifPresent(builder::connectTimeout);
        client.cookieHandler().ifPresent(builder::cookieHandler);
        client.executor().ifPresent(builder::executor);
        client.proxy().ifPresent(builder::proxy);
        return builder.build();
    }

    private static boolean isProxied(HttpClient client, URI uri) {
        ProxySelector selector = client.proxy().orElseGet(ProxySelector::getDefault);
        return selector != null && !selector.select(uri).equals(List.of(Proxy.NO_PROXY));
    }
}
