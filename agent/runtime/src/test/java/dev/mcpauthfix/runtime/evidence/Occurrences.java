package dev.mcpauthfix.runtime.evidence;

import java.time.Duration;
import java.time.Instant;

/** What may have happened, and who tells of it. */
final class Occurrences {

    static final String SERVER = "https://mcp.example.com/mcp";
    static final Identity IDENTITY = new Identity("orders-1", 4711, "0.1.0", () -> "ab12", () -> "cd34");

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private Occurrences() {}

    static Occurrence refused() {
        return challenge("its 401 names no metadata");
    }

    static Occurrence challenge(String reason) {
        return new Occurrence(
                NOON,
                Occurrence.Kind.CHALLENGE,
                SERVER,
                "server-metadata-origin",
                "retry",
                reason,
                401,
                0,
                3,
                Duration.ofMillis(412));
    }

    static Occurrence of(Occurrence.Kind kind) {
        return new Occurrence(NOON, kind, SERVER, null, "done", "", 0, 200, 1, Duration.ofMillis(7));
    }

    static Occurrence started() {
        return new Occurrence(NOON, Occurrence.Kind.AGENT, null, null, "started", "", 0, 0, 0, Duration.ZERO);
    }
}
