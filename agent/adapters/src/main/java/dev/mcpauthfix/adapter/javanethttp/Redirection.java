package dev.mcpauthfix.adapter.javanethttp;

import dev.mcpauthfix.engine.Origins;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.ResponseInfo;
import org.jspecify.annotations.Nullable;

/**
 * Follows a replay's redirects where the application's client would have (RFC 9110, section 15.4), with the JDK's own rules for
 * methods and limits, so that the token never leaves the origin.
 */
final class Redirection {

    /** As many redirects as the JDK follows. */
    static final int LIMIT = 5;

    private Redirection() {}

    /** The request that follows the redirect, without a token where it leaves the origin; null where none is followed. */
    static @Nullable HttpRequest target(
            HttpRequest request, ResponseInfo head, HttpClient.Redirect policy, int followed) {
        String location = head.headers().firstValue("location").orElse(null);
        if (policy == HttpClient.Redirect.NEVER || followed >= LIMIT || location == null) {
            return null;
        }
        String method = methodAfter(head.statusCode(), request.method());
        URI target = resolve(request.uri(), location);
        if (method == null || target == null || !allowed(policy, request.uri(), target)) {
            return null;
        }
        boolean sameOrigin = Origins.same(target, request.uri());
        HttpRequest.Builder next = HttpRequest.newBuilder(
                        request, (name, value) -> sameOrigin || !name.equalsIgnoreCase("authorization"))
                .uri(target);
        if (!method.equals(request.method())) {
            next.method(method, BodyPublishers.noBody());
        }
        return next.build();
    }

    private static @Nullable String methodAfter(int status, String method) {
        return switch (status) {
            case 301, 302 -> method.equals("POST") ? "GET" : method;
            case 303 -> "GET";
            case 307, 308 -> method;
            default -> null;
        };
    }

    private static @Nullable URI resolve(URI base, String location) {
        try {
            URI target = base.resolve(location);
            return target.getHost() == null ? null : target;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static boolean allowed(HttpClient.Redirect policy, URI from, URI to) {
        boolean http = "http".equalsIgnoreCase(to.getScheme());
        boolean https = "https".equalsIgnoreCase(to.getScheme());
        return https || (http && (policy == HttpClient.Redirect.ALWAYS || !"https".equalsIgnoreCase(from.getScheme())));
    }
}
