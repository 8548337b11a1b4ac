package dev.mcpauthfix.runtime.http;

/**
 * One step on the way to a server that went well, or that another one made up for.
 *
 * @param kind which part of the way it is
 * @param words for people, free of control characters and of secrets, such as {@code connected to 203.0.113.7:443}
 */
public record Hop(Kind kind, String words) {

    /** The parts of the way, in the order in which they are gone. */
    public enum Kind {
        /** The name service. */
        NAME,
        /** The proxy that is taken. */
        PROXY,
        /** A TCP connection. */
        CONNECTION,
        /** The TLS handshake. */
        TLS
    }
}
