package dev.mcpauthfix.it.contract;

import com.sun.net.httpserver.HttpExchange;
import dev.mcpauthfix.it.wire.WireRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as the server got it.
 *
 * @param headers the first value of each header by lower-case name
 * @param body a character for each byte
 */
record Received(String method, String path, @Nullable String query, Map<String, String> headers, String body) {

    static Received read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestURI().getRawQuery(),
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    /** The {@code Authorization} header, empty where absent. */
    String authorization() {
        return headers.getOrDefault("authorization", "");
    }

    /** The Bearer token, empty where absent. */
    String token() {
        return authorization().startsWith("Bearer ") ? authorization().substring(7) : "";
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.ISO_8859_1);
    }

    WireRequest toWire() {
        return new WireRequest(method, path, query, headers, new String(bytes(), StandardCharsets.UTF_8));
    }
}
