package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.port.SecretSource;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The settings that the engine itself reads, already parsed and checked, as they hold for one MCP server.
 *
 * @param discovery which rungs of the ladder count
 * @param grant how a token is obtained
 * @param clientId a pre-registered client identifier, null for none
 * @param clientSecret where the pre-registered client's secret is, null for a public client
 * @param credentials further credentials, of the client and of others
 * @param clientResource the MCP server that the pre-registered client is for, null for any
 * @param clientMetadataUri our client identifier metadata document's https URI, null for none
 * @param clientName the name a dynamic registration shows to people
 * @param scope the scope to ask for instead of what the challenge or metadata say, null to follow them
 * @param issuer the pinned authorization server, null for discovery
 * @param assumePkce whether metadata without {@code code_challenge_methods_supported} is taken to support S256
 * @param resource the resource indicator to send
 * @param loginLimit how long a person may take
 * @param untouchable lower-case names of headers: a request that the application gave one of them is left alone
 * @param failureMemory how long a failed login is remembered before it is tried again
 * @param loginPages how many login pages a person is shown in an hour, whatever they helped
 */
public record EngineSettings(
        Discovery discovery,
        Grant grant,
        @Nullable String clientId,
        @Nullable SecretSource clientSecret,
        Credentials credentials,
        @Nullable URI clientResource,
        @Nullable URI clientMetadataUri,
        String clientName,
        @Nullable String scope,
        @Nullable URI issuer,
        boolean assumePkce,
        ResourceIndicator resource,
        Duration loginLimit,
        List<String> untouchable,
        Duration failureMemory,
        int loginPages) {

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
        CLIENT_CREDENTIALS,
        /** A person logs in on another device, by a code (RFC 8628). */
        DEVICE_CODE,
        /** An assertion that the platform gave the workload (RFC 7523, section 2.1). */
        JWT_BEARER,
        /** An identity provider's grant for a person who is logged in there (SEP-990, RFC 8693). */
        ID_JAG,
        /** None: an access token that somebody else obtains and renews, in a file for example. */
        TOKEN;

        /** Whether a person is asked. */
        public boolean needsPerson() {
            return this == AUTHORIZATION_CODE || this == DEVICE_CODE;
        }

        /** As the setting spells it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Credentials that others keep and replace.
     *
     * @param clientKey the client's private key in PEM form, null for none
     * @param clientKeyId the key's identifier at the authorization server ({@code kid}), null for none
     * @param assertion the assertion of {@link Grant#JWT_BEARER}, null for none
     * @param token the access token of {@link Grant#TOKEN}, null for none
     * @param identityProvider whom {@link Grant#ID_JAG} asks, null for nobody
     */
    public record Credentials(
            @Nullable SecretSource clientKey,
            @Nullable String clientKeyId,
            @Nullable SecretSource assertion,
            @Nullable SecretSource token,
            @Nullable IdentityProvider identityProvider) {

        /** None. */
        public static final Credentials NONE = new Credentials(null, null, null, null, null);
    }

    /**
     * The identity provider of an enterprise, which the settings name and no server.
     *
     * @param tokenEndpoint its token endpoint
     * @param clientId our client identifier there
     * @param clientSecret where our secret there is, null for a public client
     * @param idToken the person's ID token
     */
    public record IdentityProvider(
            URI tokenEndpoint, String clientId, @Nullable SecretSource clientSecret, SecretSource idToken) {}
}
