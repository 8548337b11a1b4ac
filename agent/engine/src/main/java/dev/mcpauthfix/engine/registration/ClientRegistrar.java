package dev.mcpauthfix.engine.registration;

import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.metadata.AuthorizationServerMetadata;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.port.TokenVault;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

    private static final String OF_NOBODY = "client.secret is shown to no server that the settings do not name: set"
            + " client.resource to the MCP server's URL that the client is for, or issuer to its authorization server";

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

    /** The configured client, for the client credentials grant, which registers nobody. */
    public RegistrationResult configured(AuthorizationServerMetadata server, URI mcpUri) {
        if (isSecretOfNobody()) {
            return new RegistrationResult.Refused(OF_NOBODY);
        }
        if (!configuredFor(server.issuer(), mcpUri) || settings.clientSecret() == null) {
            return new RegistrationResult.Refused("the client credentials grant needs a client of issuer "
                    + ServerText.quote(server.issuer()) + " for " + mcpUri
                    + ": set client.id and client.secret, and client.resource or issuer to whom they are for");
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
        return settings.clientSecret() != null && settings.issuer() == null && settings.clientResource() == null;
    }

    /** One trailing "/" makes no difference in a setting (quirk 22). */
    private static boolean sameIssuer(String one, String other) {
        return one.equals(other) || one.equals(other + "/") || other.equals(one + "/");
    }

    private ClientRegistration configuredClient(AuthorizationServerMetadata server) {
        return new ClientRegistration(
                server.issuer(),
                String.valueOf(settings.clientId()),
                settings.clientSecret(),
                null,
                TokenEndpointAuthMethod.choose(
                        settings.clientSecret() != null, server.tokenEndpointAuthMethodsSupported()),
                null,
                ClientRegistration.Source.CONFIGURED);
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
