package dev.mcpauthfix.runtime.probe;

import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.port.HttpFetcher;
import dev.mcpauthfix.runtime.http.TracingFetcher.Traced;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import dev.mcpauthfix.runtime.probe.Exchange.Purpose;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes from an answer what may be shown and what a verdict needs; nothing else goes on. */
final class Seen {

    private static final int EXCERPT = 400;
    private static final int ELEMENTS = 50;

    /** Which header lines tell something, and hold no secret. */
    private static final List<String> HEADERS = List.of(
            "www-authenticate",
            "content-type",
            "location",
            "server",
            "via",
            "x-powered-by",
            "retry-after",
            "allow",
            "cf-mitigated");

    /** What RFC 9728, RFC 8414, OpenID Connect Discovery and OAuth's errors name, as far as a verdict needs it. */
    private static final List<String> MEMBERS = List.of(
            "resource",
            "resource_name",
            "authorization_servers",
            "scopes_supported",
            "bearer_methods_supported",
            "dpop_bound_access_tokens_required",
            "issuer",
            "authorization_endpoint",
            "token_endpoint",
            "registration_endpoint",
            "device_authorization_endpoint",
            "jwks_uri",
            "subject_types_supported",
            "id_token_signing_alg_values_supported",
            "code_challenge_methods_supported",
            "grant_types_supported",
            "response_types_supported",
            "token_endpoint_auth_methods_supported",
            "client_id_metadata_document_supported",
            "authorization_response_iss_parameter_supported",
            "jsonrpc",
            "result",
            "error",
            "error_description",
            "message",
            "errors");

    /** A sentence may begin with an address too, and hold what no address holds. */
    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://[^\\s\"]+");

    private Seen() {}

    static Exchange exchange(Purpose purpose, String method, String url, Traced traced) {
        long millis = traced.took().toMillis();
        if (traced.result() instanceof HttpFetcher.Answer answer) {
            return new Exchange(
                    purpose,
                    method,
                    url,
                    Came.ANSWER,
                    answer.status(),
                    Shown.url(answer.uri().toString()),
                    headers(answer),
                    JsonObject.parse(answer.body()).map(Seen::document).orElse(null),
                    excerpt(purpose, answer),
                    digest(answer.body()),
                    "",
                    null,
                    traced.hops(),
                    millis);
        }
        boolean refused = traced.result() instanceof HttpFetcher.Refused;
        String reason = traced.result() instanceof HttpFetcher.Refused refusal
                ? refusal.reason()
                : ((HttpFetcher.Unreachable) traced.result()).reason();
        return new Exchange(
                purpose,
                method,
                url,
                refused ? Came.REFUSED : Came.UNREACHABLE,
                0,
                url,
                Map.of(),
                null,
                "",
                "",
                Shown.text(reason),
                traced.failing(),
                traced.hops(),
                millis);
    }

    /** Of a registration that succeeded nothing is shown: it is all about a secret. */
    private static String excerpt(Purpose purpose, HttpFetcher.Answer answer) {
        return purpose == Purpose.REGISTRATION && answer.status() / 100 == 2
                ? ""
                : Shown.excerpt(answer.body(), EXCERPT);
    }

    static Exchange notAsked(Purpose purpose, String method, String url, String reason) {
        return new Exchange(
                purpose, method, url, Came.NOT_ASKED, 0, url, Map.of(), null, "", "", reason, null, List.of(), 0);
    }

    private static Map<String, List<String>> headers(HttpFetcher.Answer answer) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : HEADERS) {
            List<String> values = answer.headers().get(name);
            if (values != null) {
                headers.put(
                        name,
                        values.stream()
                                .limit(ELEMENTS)
                                .map(name.equals("location") ? Shown::url : Shown::text)
                                .toList());
            }
        }
        List<String> cookies = answer.headers().get("set-cookie");
        if (cookies != null) {
            headers.put(
                    "set-cookie",
                    cookies.stream().limit(ELEMENTS).map(Seen::cookieName).toList());
        }
        return headers;
    }

    private static String cookieName(String line) {
        int equals = line.indexOf('=');
        return Shown.plain(equals < 0 ? "" : line.substring(0, equals).strip()) + "=***";
    }

    private static JsonObject document(JsonObject body) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        Map<String, @Nullable Object> members = body.members();
        for (String name : MEMBERS) {
            if (members.containsKey(name)) {
                shown.put(name, value(members.get(name)));
            }
        }
        return JsonObject.of(shown);
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof String text) {
            return ADDRESS.matcher(text).matches() ? Shown.url(text) : Shown.text(text);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> elements = new ArrayList<>();
            list.stream().limit(ELEMENTS).forEach(element -> elements.add(value(element)));
            return elements;
        }
        // Nothing that we look for is an object, except an error of JSON-RPC, whose message the excerpt has.
        return value instanceof Map<?, ?> ? "{...}" : value;
    }

    /** Half of SHA-256 tells two bodies apart. */
    private static String digest(String body) {
        if (body.isEmpty()) {
            return "";
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }
}
