package dev.mcpauthfix.it.wire;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers every request of one or more servers in the order of arrival. Safe for use by many threads. */
public final class WireRecorder {

    private final Clock clock;
    private final List<WireExchange> exchanges = new CopyOnWriteArrayList<>();

    public WireRecorder(Clock clock) {
        this.clock = clock;
    }

    /** Notes a request before it is answered. */
    public WireExchange arrived(String origin, WireRequest request) {
        WireExchange exchange = new WireExchange(origin, request, clock.instant());
        exchanges.add(exchange);
        return exchange;
    }

    /** Everything so far. */
    public List<WireExchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** Everything so far that went to this path. */
    public List<WireExchange> to(String path) {
        return exchanges.stream()
                .filter(exchange -> exchange.path().equals(path))
                .toList();
    }

    /** Forgets everything so far. */
    public void clear() {
        exchanges.clear();
    }
}
