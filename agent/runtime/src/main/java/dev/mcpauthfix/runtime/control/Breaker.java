package dev.mcpauthfix.runtime.control;

import dev.mcpauthfix.engine.policy.UrlRules;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stops helping an MCP server after three faults of ours in a row there: whatever is wrong, trying on would not make it better. A change of
 * the settings closes it again.
 */
final class Breaker {

    private static final int MOST_IN_A_ROW = 3;

    /** A client that follows links may meet any number of servers. */
    private static final int MOST_SERVERS = 1024;

    private final Map<String, Integer> inARow = new ConcurrentHashMap<>();

    /** A fault of ours at a server; answers whether it was the one too many. */
    boolean fault(URI server) {
        String origin = UrlRules.origin(server);
        if (inARow.size() >= MOST_SERVERS && !inARow.containsKey(origin)) {
            return false;
        }
        return inARow.merge(origin, 1, Integer::sum) == MOST_IN_A_ROW;
    }

    /** The server was helped. */
    void helped(URI server) {
        inARow.remove(UrlRules.origin(server));
    }

    /** Whether the server is left alone. */
    boolean isOpen(URI server) {
        // Where nothing ever failed no address is taken apart: this runs for every MCP request.
        return !inARow.isEmpty()
                && UrlRules.isWeb(server)
                && inARow.getOrDefault(UrlRules.origin(server), 0) >= MOST_IN_A_ROW;
    }

    /** Begins anew with every server. */
    void close() {
        inARow.clear();
    }
}
