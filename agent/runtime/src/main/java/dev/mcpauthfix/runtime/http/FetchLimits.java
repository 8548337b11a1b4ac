package dev.mcpauthfix.runtime.http;

import java.time.Duration;
import java.util.Locale;

/**
 * How long and how large one hop may be (attack S12).
 *
 * @param connect for one connection attempt
 * @param total for everything from the name lookup to the last byte
 * @param bodyBytes for the body, as sent and as decoded
 * @param streams whether an event stream is read to its end, which it may not have
 */
record FetchLimits(Duration connect, Duration total, int bodyBytes, boolean streams) {

    static final FetchLimits DEFAULT = new FetchLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), 256 * 1024);

    FetchLimits(Duration connect, Duration total, int bodyBytes) {
        this(connect, total, bodyBytes, true);
    }

    /** Whether the body belongs to what is fetched. */
    boolean readsBody(MessageHead head) {
        String type = streams ? null : head.header("content-type");
        return type == null || !type.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
    }
}
