package dev.mcpauthfix.runtime.control;

import dev.mcpauthfix.engine.policy.UrlRules;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stops helping an MCP server after three faults of ours in a row there, within minutes: whatever is wrong, trying on would not make it better. A change of
 * the settings closes it again.
 */
final class Breaker {

    private static final int MOST_IN_A_ROW = 3;

    /** Faults further apart have hours of good calls between them, of which nobody tells here. */
    private static final Duration ROW = Duration.ofMinutes(10);

    /** A client that follows links may meet any number of servers. */
    private static final int MOST_SERVERS = 1024;

    private record Row(int faults, Instant latest) {

        boolean isOpen() {
            return faults >= MOST_IN_A_ROW;
        }

        Row next(Instant now) {
            return isOpen() || now.isBefore(latest.plus(ROW)) ? new Row(faults + 1, now) : new Row(1, now);
        }
    }

    private final Map<String, Row> rows = new ConcurrentHashMap<>();

    /** A fault of ours at a server; answers whether it was the one too many. */
    boolean fault(URI server, Instant now) {
        String origin = UrlRules.origin(server);
        if (rows.size() >= MOST_SERVERS && !rows.containsKey(origin)) {
            return false;
        }
        Row row = rows.merge(origin, new Row(1, now), (before, one) -> before.next(now));
        return row.faults() == MOST_IN_A_ROW;
    }

    /** The server was helped. */
    void helped(URI server) {
        rows.remove(UrlRules.origin(server));
    }

    /** Whether the server is left alone. */
    boolean isOpen(URI server) {
        // Where nothing ever failed no address is taken apart: this runs for every MCP request.
        if (rows.isEmpty() || !UrlRules.isWeb(server)) {
            return false;
        }
        Row row = rows.get(UrlRules.origin(server));
        return row != null && row.isOpen();
    }

    /** Begins anew with every server. */
    void close() {
        rows.clear();
    }
}
