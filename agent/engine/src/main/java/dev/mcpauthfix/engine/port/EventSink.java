package dev.mcpauthfix.engine.port;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Receives what the engine did, for logs and audit. Events never carry a secret. */
@FunctionalInterface
public interface EventSink {

    /** Takes one event; it must neither block nor throw. */
    void accept(Event event);

    /** The kinds of event. */
    enum Kind {
        /** Authorization server metadata was found, or the default endpoints assumed. */
        DISCOVERED,
        /** A client identifier is at hand: configured, a metadata document's, stored, or newly registered. */
        REGISTERED,
        /** An access token was obtained or refreshed. */
        AUTHORIZED,
        /** A request that was refused before succeeded with our token. */
        HEALED,
        /** The application got its own response. */
        PASSED_THROUGH,
        /** A fault of ours; the application got its own response. */
        FAULT
    }

    /**
     * One event.
     *
     * @param kind what happened
     * @param resource the MCP URI, without query
     * @param rung the rung of the discovery ladder that answered, null where none did
     * @param detail one line for people, quoted and cut where it holds a server's text
     * @param requests how many requests the agent itself sent for it
     * @param took how long it took
     */
    record Event(Kind kind, String resource, @Nullable String rung, String detail, int requests, Duration took) {}
}
