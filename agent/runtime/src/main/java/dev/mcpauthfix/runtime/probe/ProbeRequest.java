package dev.mcpauthfix.runtime.probe;

import dev.mcpauthfix.runtime.probe.Exchange.Purpose;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a probe sends, for whoever wants to send the same by other means. */
public final class ProbeRequest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration MOST = Duration.ofSeconds(60);

    private static final String PROTOCOL_VERSION = "2025-06-18";

    private ProbeRequest() {}

    /**
     * For one request, from the name lookup to the last byte: ten seconds, or a third of a longer limit for all of them, as somebody
     * sets it whose server is slow.
     *
     * @param all the limit for all requests together
     */
    public static Duration limit(Duration all) {
        Duration third = all.dividedBy(3);
        Duration longer = third.compareTo(LIMIT) > 0 ? third : LIMIT;
        return longer.compareTo(MOST) < 0 ? longer : MOST;
    }

    /** The headers by name in alphabetical order, without those that every HTTP client sets by itself. */
    public static Map<String, String> headers(Purpose purpose) {
        return switch (purpose) {
            case MCP_REQUEST, MCP_REQUEST_WITH_TOKEN -> new TreeMap<>(Probe.MCP_HEADERS);
            case REGISTRATION ->
                new TreeMap<>(Map.of("Accept", "application/json", "Content-Type", "application/json"));
            case ASSUMED_ENDPOINT -> document("text/html");
            case RESOURCE_METADATA, SERVER_METADATA -> document("application/json");
        };
    }

    private static Map<String, String> document(String type) {
        return new TreeMap<>(
                Map.of("Accept", type, "Accept-Encoding", "identity", "MCP-Protocol-Version", PROTOCOL_VERSION));
    }

    /** The body, null for none, or where it depends on the client that is registered. */
    public static @Nullable String body(Purpose purpose) {
        return purpose == Purpose.MCP_REQUEST || purpose == Purpose.MCP_REQUEST_WITH_TOKEN ? Probe.INITIALIZE : null;
    }
}
