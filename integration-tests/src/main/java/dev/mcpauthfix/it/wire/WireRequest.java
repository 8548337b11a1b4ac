package dev.mcpauthfix.it.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came in.
 *
 * @param method upper case
 * @param path the raw path
 * @param query the raw query, null for none
 * @param headers the first value of each header by lower-case name
 * @param body read as UTF-8, empty for none
 */
public record WireRequest(
        String method, String path, @Nullable String query, Map<String, String> headers, String body) {

    /** The query's parameters, decoded; the last of a name counts. */
    public Map<String, String> parameters() {
        return query == null ? Map.of() : decode(query);
    }

    /** The body's parameters where it is a form, none otherwise. */
    public Map<String, String> form() {
        String type = headers.getOrDefault("content-type", "");
        return type.startsWith("application/x-www-form-urlencoded") ? decode(body) : Map.of();
    }

    private static Map<String, String> decode(String encoded) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decodeOne(pair.substring(0, equals)), decodeOne(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decodeOne(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
