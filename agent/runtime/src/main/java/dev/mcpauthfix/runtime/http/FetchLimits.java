package dev.mcpauthfix.runtime.http;

import java.time.Duration;

/**
 * How long and how large one hop may be (attack S12).
 *
 * @param connect for one connection attempt
 * @param total for everything from the name lookup to the last byte
 * @param bodyBytes for the body, as sent and as decoded
 */
record FetchLimits(Duration connect, Duration total, int bodyBytes) {

    static final FetchLimits DEFAULT = new FetchLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), 256 * 1024);
}
