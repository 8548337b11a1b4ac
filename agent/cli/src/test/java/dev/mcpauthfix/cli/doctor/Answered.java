package dev.mcpauthfix.cli.doctor;

import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.runtime.http.Failing;
import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import dev.mcpauthfix.runtime.probe.Exchange.Purpose;
import dev.mcpauthfix.runtime.probe.Survey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Surveys of servers whose first answer says it all. */
final class Answered {

    static final String URL = "https://tools.example/mcp";

    private Answered() {}

    /** A server that answers with this status and these header lines. */
    static Survey with(int status, Map<String, List<String>> headers, String body) {
        return with(status, headers, null, body);
    }

    static Survey with(int status, Map<String, List<String>> headers, @Nullable JsonObject document, String body) {
        return survey(new Exchange(
                Purpose.MCP_REQUEST,
                "POST",
                URL,
                Came.ANSWER,
                status,
                URL,
                headers,
                document,
                body,
                "",
                "",
                null,
                List.of(),
                3));
    }

    static Survey with(int status) {
        return with(status, Map.of(), "");
    }

    /** A server that gives no answer. */
    static Survey not(Came came, @Nullable Failing failing, String reason) {
        return survey(new Exchange(
                Purpose.MCP_REQUEST,
                "POST",
                URL,
                came,
                0,
                URL,
                Map.of(),
                null,
                "",
                "",
                "POST \"" + URL + "\": " + reason,
                failing,
                List.of(),
                3));
    }

    private static Survey survey(Exchange exchange) {
        return new Survey(URL, Instant.EPOCH, "a test", List.of(exchange), null, null, 3);
    }
}
