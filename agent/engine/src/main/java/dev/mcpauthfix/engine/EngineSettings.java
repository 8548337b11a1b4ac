package dev.mcpauthfix.engine;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings the engine itself reads, already parsed and checked.
 *
 * @param discovery which rungs of the ladder count
 * @param grant how a token is obtained
 * @param clientId a pre-registered client identifier, null for none
 * @param clientSecret the pre-registered client's secret, null for a public client
 * @param clientResource the MCP server that the pre-registered client is for, null for any
 * @param clientMetadataUri our client identifier metadata document's https URI, null for none
 * @param clientName the name a dynamic registration shows to people
 * @param scope the scope to ask for instead of what the challenge or metadata say, null to follow them
 * @param issuer the pinned authorization server, null for discovery
 * @param assumePkce whether metadata without {@code code_challenge_methods_supported} is taken to support S256
 * @param sendResource whether the resource indicator is sent (RFC 8707)
 * @param loginLimit how long a person may take
 * @param failureMemory how long a failed login is remembered before it is tried again
 */
public record EngineSettings(
        Discovery discovery,
        Grant grant,
        @Nullable String clientId,
        @Nullable Secret clientSecret,
        @Nullable URI clientResource,
        @Nullable URI clientMetadataUri,
        String clientName,
        @Nullable String scope,
        @Nullable URI issuer,
        boolean assumePkce,
        boolean sendResource,
        Duration loginLimit,
        Duration failureMemory) {

    /** How the authorization server is discovered. */
    public enum Discovery {
        /** Only the {@code resource_metadata} hint counts. */
        STRICT,
        /** The whole ladder. */
        LENIENT
    }

    /** How a token is obtained. */
    public enum Grant {
        /** A person logs in: authorization code with PKCE. */
        AUTHORIZATION_CODE,
        /** The client's own credentials (RFC 6749, section 4.4). */
        CLIENT_CREDENTIALS
    }
}
