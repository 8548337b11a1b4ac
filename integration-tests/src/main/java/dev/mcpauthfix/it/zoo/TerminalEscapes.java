package dev.mcpauthfix.it.zoo;

import dev.mcpauthfix.it.wire.WireRequest;
import dev.mcpauthfix.it.wire.WireResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The animal that writes to the terminal of who prints what it says: it clears the screen, sets the window's title, goes back to
 * the start of the line and turns the direction of writing.
 */
final class TerminalEscapes {

    /** ESC and CSI sequences, an OSC with BEL, CR, and a bidirectional override. */
    static final String EVERYTHING = "\u001B[2J\u001B[31m\u001B]0;owned\u0007\rverdict: healthy\u202Eevil\u009B31m";

    /** Java's own client refuses an answer with a C0 control in its head: there the one-character CSI and the override. */
    static final String IN_A_HEAD = "\u009B31mverdict: healthy\u202Eevil";

    private TerminalEscapes() {}

    static void write(WireRequest request, RawResponse response) throws IOException {
        String origin = "http://" + request.headers().getOrDefault("host", "127.0.0.1");
        switch (request.path()) {
            case Strangers.MCP -> response.send(challenge(origin));
            case WellKnown.PROTECTED_RESOURCE + Strangers.MCP, WellKnown.PROTECTED_RESOURCE ->
                response.send(resourceMetadata(origin));
            case WellKnown.AUTHORIZATION_SERVER -> response.send(serverMetadata(origin));
            default -> response.send(WireResponse.text(404, EVERYTHING));
        }
    }

    private static WireResponse challenge(String origin) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Content-Type", List.of("application/json"));
        headers.put("Server", List.of(IN_A_HEAD));
        headers.put("X-Powered-By", List.of(IN_A_HEAD));
        headers.put(
                "WWW-Authenticate",
                List.of("Bearer error=\"invalid_token\", error_description=\"" + IN_A_HEAD + "\", resource_metadata=\""
                        + origin + WellKnown.PROTECTED_RESOURCE + Strangers.MCP + "\""));
        String body = WireResponse.json(401, Map.of("error", "invalid_token", "error_description", EVERYTHING))
                .body();
        return new WireResponse(401, headers, body);
    }

    private static WireResponse resourceMetadata(String origin) {
        return WireResponse.json(
                200,
                Map.of(
                        "resource",
                        origin + Strangers.MCP,
                        "resource_name",
                        EVERYTHING,
                        "authorization_servers",
                        List.of(origin)));
    }

    private static WireResponse serverMetadata(String origin) {
        return WireResponse.json(
                200,
                Map.of(
                        "issuer",
                        origin + "/" + EVERYTHING,
                        "authorization_endpoint",
                        origin + "/authorize",
                        "token_endpoint",
                        origin + "/token",
                        "registration_endpoint",
                        origin + "/register",
                        "response_types_supported",
                        List.of("code"),
                        "code_challenge_methods_supported",
                        List.of("S256")));
    }
}
