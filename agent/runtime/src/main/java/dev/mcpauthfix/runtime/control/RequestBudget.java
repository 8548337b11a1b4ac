package dev.mcpauthfix.runtime.control;

import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.port.HttpFetcher;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/** Sends no more requests for the sake of one MCP server than the settings allow in an hour. */
public final class RequestBudget implements HttpFetcher {

    private static final long WINDOW = Duration.ofHours(1).toMillis();

    /** Beyond them the server that was asked for longest ago is forgotten. */
    private static final int MOST_SERVERS = 256;

    private final HttpFetcher fetcher;
    private final IntSupplier perHour;
    private final Clock clock;
    private final Map<String, ArrayDeque<Long>> sent;

    /** Creates one whose limit may change. */
    public RequestBudget(HttpFetcher fetcher, IntSupplier perHour, Clock clock) {
        this(fetcher, perHour, clock, new LinkedHashMap<>(16, 0.75f, true));
    }

    private RequestBudget(HttpFetcher fetcher, IntSupplier perHour, Clock clock, Map<String, ArrayDeque<Long>> sent) {
        this.fetcher = fetcher;
        this.perHour = perHour;
        this.clock = clock;
        this.sent = sent;
    }

    /** The same budget, of which as much is spent, for another way to send. */
    public RequestBudget with(HttpFetcher other) {
        return new RequestBudget(other, perHour, clock, sent);
    }

    @Override
    public Result fetch(Request request) {
        int limit = perHour.getAsInt();
        // A network failure, to the engine: it stops there and tries nothing else.
        return take(UrlRules.origin(request.onBehalfOf()), limit)
                ? fetcher.fetch(request)
                : new Unreachable(
                        "budget.requests=" + limit + " is spent: the agent has sent as many requests for this server"
                                + " in the last hour, and sends no more for now");
    }

    private boolean take(String server, int limit) {
        synchronized (sent) {
            ArrayDeque<Long> times = sent.computeIfAbsent(server, key -> new ArrayDeque<>());
            if (sent.size() > MOST_SERVERS) {
                sent.remove(sent.keySet().iterator().next());
            }
            long now = clock.millis();
            while (!times.isEmpty() && now - times.getFirst() >= WINDOW) {
                times.removeFirst();
            }
            return times.size() < limit && times.add(now);
        }
    }
}
