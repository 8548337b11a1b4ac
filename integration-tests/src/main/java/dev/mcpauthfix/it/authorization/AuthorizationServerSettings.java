package dev.mcpauthfix.it.authorization;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The shape of an authorization server. All paths are below the origin it is hosted at.
 *
 * @param issuerPath what the issuer identifier adds to the origin, empty for nothing
 * @param metadataPaths where the metadata document is served, empty for nowhere
 * @param endpointPrefix what stands before {@code /authorize}, {@code /token}, {@code /register} and {@code /revoke}
 * @param codeChallengeMethods {@code code_challenge_methods_supported}, empty to leave it out
 * @param scopes {@code scopes_supported}, empty to leave it out
 * @param registration whether clients may register themselves (RFC 7591)
 * @param registeredClients secrets by client identifier of clients registered by hand, an empty secret for public ones
 * @param tokenEndpointAuthMethods how clients may authenticate at the token endpoint
 * @param refreshTokens whether refresh tokens are issued; they rotate, and reuse revokes the family
 * @param reuseInterval for how long a used refresh token is still taken, as some servers do for a client that never got the answer
 * @param accessTokenLifetime how long an access token is valid
 * @param consentPage whether a person is asked on a page; otherwise the authorization endpoint redirects at once
 * @param anyLoopbackPort whether the port of a loopback redirection URI may differ (RFC 8252, section 7.3)
 * @param faults what it does wrong
 */
public record AuthorizationServerSettings(
        String issuerPath,
        List<String> metadataPaths,
        String endpointPrefix,
        List<String> codeChallengeMethods,
        List<String> scopes,
        boolean registration,
        Map<String, String> registeredClients,
        List<String> tokenEndpointAuthMethods,
        boolean refreshTokens,
        Duration reuseInterval,
        Duration accessTokenLifetime,
        boolean consentPage,
        boolean anyLoopbackPort,
        Set<Fault> faults) {

    /** A well-behaved server: metadata at the root, endpoints under {@code /oauth}, open registration, automatic consent. */
    public static Builder builder() {
        return new Builder();
    }

    /** The same server, changed. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.issuerPath = issuerPath;
        builder.metadataPaths = metadataPaths;
        builder.endpointPrefix = endpointPrefix;
        builder.codeChallengeMethods = codeChallengeMethods;
        builder.scopes = scopes;
        builder.registration = registration;
        builder.registeredClients = registeredClients;
        builder.tokenEndpointAuthMethods = tokenEndpointAuthMethods;
        builder.refreshTokens = refreshTokens;
        builder.reuseInterval = reuseInterval;
        builder.accessTokenLifetime = accessTokenLifetime;
        builder.consentPage = consentPage;
        builder.anyLoopbackPort = anyLoopbackPort;
        builder.faults = faults;
        return builder;
    }

    /** Changes one thing at a time. */
    public static final class Builder {

        private String issuerPath = "";
        private List<String> metadataPaths = List.of("/.well-known/oauth-authorization-server");
        private String endpointPrefix = "/oauth";
        private List<String> codeChallengeMethods = List.of("S256");
        private List<String> scopes = List.of();
        private boolean registration = true;
        private Map<String, String> registeredClients = Map.of();
        private List<String> tokenEndpointAuthMethods = List.of("none", "client_secret_basic", "client_secret_post");
        private boolean refreshTokens = true;
        private Duration reuseInterval = Duration.ZERO;
        private Duration accessTokenLifetime = Duration.ofHours(1);
        private boolean consentPage;
        private boolean anyLoopbackPort;
        private Set<Fault> faults = Set.of();

        private Builder() {}

        public Builder issuerPath(String path) {
            this.issuerPath = path;
            return this;
        }

        public Builder metadataAt(String... paths) {
            this.metadataPaths = List.of(paths);
            return this;
        }

        public Builder endpointsUnder(String prefix) {
            this.endpointPrefix = prefix;
            return this;
        }

        public Builder codeChallengeMethods(String... methods) {
            this.codeChallengeMethods = List.of(methods);
            return this;
        }

        public Builder scopes(String... supported) {
            this.scopes = List.of(supported);
            return this;
        }

        /** No registration endpoint; these clients are known by hand. */
        public Builder onlyRegistered(Map<String, String> secretsByClientId) {
            this.registration = false;
            this.registeredClients = Map.copyOf(secretsByClientId);
            return this;
        }

        public Builder tokenEndpointAuthMethods(String... methods) {
            this.tokenEndpointAuthMethods = List.of(methods);
            return this;
        }

        public Builder refreshTokens(boolean issued) {
            this.refreshTokens = issued;
            return this;
        }

        public Builder reuseInterval(Duration interval) {
            this.reuseInterval = interval;
            return this;
        }

        public Builder accessTokenLifetime(Duration lifetime) {
            this.accessTokenLifetime = lifetime;
            return this;
        }

        public Builder consentPage(boolean shown) {
            this.consentPage = shown;
            return this;
        }

        public Builder anyLoopbackPort(boolean allowed) {
            this.anyLoopbackPort = allowed;
            return this;
        }

        public Builder faults(Fault... some) {
            this.faults = Set.of(some);
            return this;
        }

        public AuthorizationServerSettings build() {
            return new AuthorizationServerSettings(
                    issuerPath,
                    metadataPaths,
                    endpointPrefix,
                    codeChallengeMethods,
                    scopes,
                    registration,
                    registeredClients,
                    tokenEndpointAuthMethods,
                    refreshTokens,
                    reuseInterval,
                    accessTokenLifetime,
                    consentPage,
                    anyLoopbackPort,
                    faults);
        }
    }
}
