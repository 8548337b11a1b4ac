package dev.mcpauthfix.engine.metadata;

/** How far discovery got. */
public sealed interface DiscoveryResult {

    /** How many requests discovery sent. */
    int requests();

    /**
     * An authorization server that may be used.
     *
     * @param rung the rung that answered
     */
    record Found(ProtectedResource resource, AuthorizationServerMetadata server, Rung rung, int requests)
            implements DiscoveryResult {}

    /**
     * No authorization server that may be used.
     *
     * @param why which kind of stop
     * @param reason one line: what was tried, what was expected, what to do next
     */
    record Stopped(Why why, String reason, int requests) implements DiscoveryResult {}

    /** Kinds of stop. */
    enum Why {
        /** Nothing here says OAuth: the server wants something else. */
        NOT_OAUTH,
        /** Only the hint counts, and the server gives none: what it wants is not known. */
        NO_HINT,
        /** A document exists and fails validation; going on would be a downgrade. */
        INVALID,
        /** The network failed; a later try may succeed. */
        UNREACHABLE
    }
}
