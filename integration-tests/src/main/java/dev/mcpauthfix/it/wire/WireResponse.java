package dev.mcpauthfix.it.wire;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A response to be sent.
 *
 * @param status the HTTP status code
 * @param headers header lines by name
 * @param body sent as UTF-8, empty for none
 */
public record WireResponse(int status, Map<String, List<String>> headers, String body) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A JSON document that nobody may cache (RFC 6749, section 5.1). */
    public static WireResponse json(int status, Map<String, ?> document) {
        return new WireResponse(
                status,
                Map.of("Content-Type", List.of("application/json"), "Cache-Control", List.of("no-store")),
                JSON.writeValueAsString(document));
    }

    public static WireResponse html(int status, String page) {
        return new WireResponse(status, Map.of("Content-Type", List.of("text/html; charset=utf-8")), page);
    }

    public static WireResponse text(int status, String text) {
        return new WireResponse(status, Map.of("Content-Type", List.of("text/plain; charset=utf-8")), text);
    }

    /** A redirect by GET to this URI. */
    public static WireResponse redirect(String location) {
        return new WireResponse(302, Map.of("Location", List.of(location)), "");
    }

    public static WireResponse empty(int status) {
        return new WireResponse(status, Map.of(), "");
    }
}
