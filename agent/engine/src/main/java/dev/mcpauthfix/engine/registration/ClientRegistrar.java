package dev.mcpauthfix.engine.registration;

import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.metadata.AuthorizationServerMetadata;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.port.SecretSource;
import dev.mcpauthfix.engine.port.TokenVault;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Comes by a client identifier in the order of rule R8: the configured client, an earlier registration, our client identifier
 * metadata document, dynamic registration. Safe for many threads.
 */
public final class ClientRegistrar {

    private static final Duration BETWEEN_REPLACEMENTS = Duration.ofHours(1);

    private static final String OF_NOBODY =
            "the configured credentials are shown to no server that the settings do not name:"
                    + " set client.resource to the MCP server's URL that the client is for, or issuer to its authorization server";

    private final EngineSettings settings;
    private final TokenVault vault;
    private final Clock clock;
    /** Client identifiers that their issuer disowned; they stay in the vault until a new one is at hand. */
    private final Map<String, String> disowned = new ConcurrentHashMap<>();

    private final Map<String, Instant> replacedAt = new ConcurrentHashMap<>();
    private volatile @Nullable String configuredIssuer;

    public ClientRegistrar(EngineSettings settings, TokenVault vault, Clock clock) {
        this.settings = settings;
        this.vault = vault;
        this.clock = clock;
        this.configuredIssuer =
                settings.issuer() == null ? null : settings.issuer().toString();
    }

    /** The redirection URI of the stored registration at this issuer, null where there is none. */
    public @Nullable URI preferredRedirectUri(String issuer, URI mcpUri) {
        ClientRegistration stored = configuredFor(issuer, mcpUri) ? null : stored(issuer);
        return stored == null ? null : stored.redirectUri();
    }

    /** Finds or registers a client for the authorization code grant. */
    public RegistrationResult resolve(
            AuthorizationServerMetadata server, URI redirectUri, @Nullable String scope, BackChannel channel) {
        if (isSecretOfNobody()) {
            return new RegistrationResult.Refused(OF_NOBODY);
        }
        ClientRegistration known = known(server, redirectUri, channel.mcpUri());
        if (known != null) {
            return new RegistrationResult.Ready(known);
        }
        URI endpoint = server.registrationEndpoint();
        if (endpoint == null) {
            return new RegistrationResult.Refused("issuer " + ServerText.quote(server.issuer())
                    + " registers no clients by itself (its metadata has no registration_endpoint): set client.id to a"
                    + " client registered there by hand");
        }
        RegistrationResult result = new DynamicRegistration(channel)
                .register(
                        server,
                        endpoint,
                        new ClientRegistrationRequest(
                                settings.clientName(),
                                redirectUri,
                                TokenEndpointAuthMethod.toRegister(server.tokenEndpointAuthMethodsSupported()),
                                scope));
        if (result instanceof RegistrationResult.Ready ready) {
            disowned.remove(server.issuer(), ready.client().clientId());
            vault.write(
                    key(server.issuer()),
                    JsonObject.of(ready.client().toMembers()).toJson());
        }
        return result;
    }

    /** The configured client, for the grants without a person, which register nobody. */
    public RegistrationResult configured(AuthorizationServerMetadata server, URI mcpUri) {
        if (isSecretOfNobody()) {
            return new RegistrationResult.Refused(OF_NOBODY);
        }
        if (!configuredFor(server.issuer(), mcpUri) || !hasCredentials()) {
            return new RegistrationResult.Refused("the grant " + settings.grant() + " needs a client of issuer "
                    + ServerText.quote(server.issuer()) + " for " + mcpUri
                    + ": set client.id with its secret or key, and client.resource or issuer to whom they are for");
        }
        return new RegistrationResult.Ready(configuredClient(server));
    }

    /** Tells that the issuer gave this client a token: from now on the configured client is shown to no other issuer. */
    public void confirm(ClientRegistration client) {
        if (client.source() == ClientRegistration.Source.CONFIGURED && configuredIssuer == null) {
            configuredIssuer = client.issuer();
        }
    }

    /**
     * Tells that the issuer disowned this client. True when the next {@link #resolve} registers another, which happens at
     * most once an hour: a server that disowns every client must not be filled with them.
     */
    public boolean replace(ClientRegistration client) {
        Instant now = clock.instant();
        Instant last = replacedAt.get(client.issuer());
        if (!client.isReplaceable() || (last != null && now.isBefore(last.plus(BETWEEN_REPLACEMENTS)))) {
            return false;
        }
        replacedAt.put(client.issuer(), now);
        disowned.put(client.issuer(), client.clientId());
        return true;
    }

    private @Nullable ClientRegistration known(AuthorizationServerMetadata server, URI redirectUri, URI mcpUri) {
        if (configuredFor(server.issuer(), mcpUri)) {
            return configuredClient(server);
        }
        ClientRegistration stored = stored(server.issuer());
        if (stored != null && redirectUri.equals(stored.redirectUri())) {
            return stored;
        }
        URI document = settings.clientMetadataUri();
        if (document == null || !server.clientIdMetadataDocumentSupported()) {
            return null;
        }
        return new ClientRegistration(
                server.issuer(),
                document.toString(),
                null,
                null,
                TokenEndpointAuthMethod.NONE,
                null,
                ClientRegistration.Source.METADATA_DOCUMENT);
    }

    private boolean configuredFor(String issuer, URI mcpUri) {
        String bound = configuredIssuer;
        URI resource = settings.clientResource();
        return settings.clientId() != null
                && (resource == null || UrlRules.covers(resource, mcpUri))
                && (bound == null || sameIssuer(bound, issuer));
    }

    /** Any MCP server names the authorization server of its choice: a secret for whichever comes first is a secret no more. */
    private boolean isSecretOfNobody() {
        boolean secret = settings.clientSecret() != null
                || settings.credentials().clientKey() != null
                || settings.grant() != EngineSettings.Grant.AUTHORIZATION_CODE;
        return secret && settings.issuer() == null && settings.clientResource() == null;
    }

    /** An assertion or an identity provider's grant may speak for a client that has no secret. */
    private boolean hasCredentials() {
        return settings.grant() != EngineSettings.Grant.CLIENT_CREDENTIALS
                || settings.clientSecret() != null
                || settings.credentials().clientKey() != null;
    }

    /**
     * A client of the vault with the credentials that the settings have for it now: those of a configured client are not kept with
     * its tokens.
     */
    public ClientRegistration current(ClientRegistration client) {
        if (client.source() != ClientRegistration.Source.CONFIGURED
                || !client.clientId().equals(settings.clientId())) {
            return client;
        }
        return new ClientRegistration(
                client.issuer(),
                client.clientId(),
                settings.clientSecret(),
                null,
                client.authMethod(),
                client.redirectUri(),
                client.source(),
                assertion(client.issuer()));
    }

    private @Nullable ClientAssertion assertion(String issuer) {
        SecretSource key = settings.credentials().clientKey();
        return key == null ? null : new ClientAssertion(key, String.valueOf(settings.clientId()), issuer, clock);
    }

    /** One trailing "/" makes no difference in a setting (quirk 22). */
    private static boolean sameIssuer(String one, String other) {
        return one.equals(other) || one.equals(other + "/") || other.equals(one + "/");
    }

    private ClientRegistration configuredClient(AuthorizationServerMetadata server) {
        boolean secret = settings.clientSecret() != null;
        List<String> supported = server.tokenEndpointAuthMethodsSupported();
        return new ClientRegistration(
                server.issuer(),
                String.valueOf(settings.clientId()),
                settings.clientSecret(),
                null,
                settings.credentials().clientKey() == null
                        ? TokenEndpointAuthMethod.choose(secret, supported)
                        : TokenEndpointAuthMethod.chooseWithKey(secret, supported),
                null,
                ClientRegistration.Source.CONFIGURED,
                assertion(server.issuer()));
    }

    private @Nullable ClientRegistration stored(String issuer) {
        Optional<JsonObject> document = vault.read(key(issuer)).flatMap(JsonObject::parse);
        ClientRegistration client = document.isEmpty() ? null : ClientRegistration.parse(document.get());
        if (client == null
                || !client.issuer().equals(issuer)
                || client.clientId().equals(disowned.get(issuer))
                || (client.secretExpiresAt() != null && !clock.instant().isBefore(client.secretExpiresAt()))) {
            return null;
        }
        return client;
    }

    private static String key(String issuer) {
        return "client " + issuer;
    }
}
