package dev.mcpauthfix.engine.metadata;

import org.jspecify.annotations.Nullable;

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
     * @param fault what is wrong with what the server publishes, null where nothing is
     * @param reason one line: what was tried, what was expected, what to do next
     */
    record Stopped(Why why, @Nullable Fault fault, String reason, int requests) implements DiscoveryResult {

        /** One with nothing wrong in what the server publishes. */
        public Stopped(Why why, String reason, int requests) {
            this(why, null, reason, requests);
        }
    }

    /** What may be wrong with what a server publishes. */
    enum Fault {
        /** The address of the challenge's {@code resource_metadata} cannot be used, and no other leads further. */
        HINT,
        /** Protected resource metadata is about another resource (RFC 9728, section 3.3). */
        RESOURCE,
        /** Protected resource metadata names no authorization server. */
        NO_SERVERS,
        /** An address that may not be asked (attack S1). */
        ADDRESS,
        /** An authorization server that is named publishes no metadata, or its name is no issuer. */
        NO_SERVER_METADATA,
        /** Authorization server metadata says another issuer than the one it was looked for by (RFC 8414, section 3.3). */
        ISSUER,
        /** Authorization server metadata lacks an endpoint, or has one that may not be used. */
        ENDPOINT,
        /** Authorization server metadata does not promise PKCE with S256 (RFC 7636). */
        PROOF_KEY
    }

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
