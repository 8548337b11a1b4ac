package dev.mcpauthfix.engine.port;

import java.time.Duration;
import java.util.Locale;
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
     * @param failure for {@link Kind#PASSED_THROUGH}, the class of its reason, null where it was told before
     */
    record Event(
            Kind kind,
            String resource,
            @Nullable String rung,
            String detail,
            int requests,
            Duration took,
            @Nullable Failure failure) {

        /** An event that is no failure. */
        public Event(Kind kind, String resource, @Nullable String rung, String detail, int requests, Duration took) {
            this(kind, resource, rung, detail, requests, took, null);
        }
    }

    /** Why there is no token, by class. */
    enum Failure {
        /** The server shows no sign of OAuth, or asks for another scheme. */
        NOT_OAUTH,
        /** Only the hint counts, and the server gives none. */
        NO_HINT,
        /** A document exists and fails validation. */
        INVALID_METADATA,
        /** The network failed. */
        UNREACHABLE,
        /** No client identifier: none is configured, and none is to be had. */
        NEEDS_CLIENT,
        /** A person has to log in, and nobody did. */
        NEEDS_PERSON,
        /** The authorization server refused a request, or answered nonsense. */
        AUTHORIZATION_SERVER,
        /** The MCP server refused a token that was issued for it. */
        TOKEN_REFUSED,
        /** A limit of the agent's own. */
        BUDGET,
        /** None of these. */
        OTHER;

        /** As it is spelt outside. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
