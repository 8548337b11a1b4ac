package dev.mcpauthfix.engine.registration;

import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.ServerSettings;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.engine.metadata.AuthorizationServerMetadata;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.engine.port.TokenVault;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Comes by a client identifier in the order of rule R8: the configured client, an earlier registration, our client identifier
 * metadata document, dynamic registration. Safe for many threads.
 */
public final class ClientRegistrar {

    private static final Duration BETWEEN_REPLACEMENTS = Duration.ofHours(1);

    private final ServerSettings settings;
    private final TokenVault vault;
    private final Clock clock;
    /** Client identifiers that their issuer disowned; they stay in the vault until a new one is at hand. */
    private final Map<String, String> disowned = new ConcurrentHashMap<>();

    private final Map<String, Instant> replacedAt = new ConcurrentHashMap<>();
    private final IdentityHashMap<EngineSettings, ConfiguredClient> configured = new IdentityHashMap<>();

    public ClientRegistrar(ServerSettings settings, TokenVault vault, Clock clock) {
        this.settings = settings;
        this.vault = vault;
        this.clock = clock;
        for (EngineSettings some : settings.all()) {
            configured.put(some, new ConfiguredClient(some, clock));
        }
    }

    /** The redirection URI of the stored registration at this issuer, null where there is none. */
    public @Nullable URI preferredRedirectUri(String issuer, URI mcpUri) {
        ClientRegistration stored = configured(mcpUri).isFor(issuer, mcpUri) ? null : stored(issuer, false);
        return stored == null ? null : stored.redirectUri();
    }

    /**
     * Finds or registers a client for a grant with a person.
     *
     * @param redirectUri where the authorization code grant is answered, null for the device authorization grant
     */
    public RegistrationResult resolve(
            AuthorizationServerMetadata server,
            @Nullable URI redirectUri,
            @Nullable String scope,
            BackChannel channel) {
        URI mcpUri = channel.mcpUri();
        String refusal = configured(mcpUri).refusal();
        if (refusal != null) {
            return new RegistrationResult.Refused(refusal);
        }
        if (configured(mcpUri).isFor(server.issuer(), mcpUri)) {
            return configured(mcpUri).at(server);
        }
        ClientRegistration known = known(server, redirectUri, mcpUri);
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
                                settings.of(mcpUri).clientName(),
                                redirectUri,
                                TokenEndpointAuthMethod.toRegister(server.tokenEndpointAuthMethodsSupported()),
                                scope));
        if (result instanceof RegistrationResult.Ready ready) {
            disowned.remove(server.issuer(), ready.client().clientId());
            vault.write(
                    key(server.issuer(), redirectUri == null),
                    JsonObject.of(ready.client().toMembers()).toJson());
        }
        return result;
    }

    /** The configured client, for the grants without a person, which register nobody. */
    public RegistrationResult configured(AuthorizationServerMetadata server, URI mcpUri) {
        String refusal = configured(mcpUri).refusal();
        return refusal == null
                ? configured(mcpUri).forMachines(server, mcpUri)
                : new RegistrationResult.Refused(refusal);
    }

    /** Whether there is a client for a login, or one that can be come by; nothing is registered, and no secret is read. */
    public boolean mayHaveClient(AuthorizationServerMetadata server, URI mcpUri) {
        EngineSettings of = settings.of(mcpUri);
        ConfiguredClient client = configured(mcpUri);
        if (client.refusal() != null) {
            return false;
        }
        boolean document = of.clientMetadataUri() != null && server.clientIdMetadataDocumentSupported();
        boolean registrable = document
                || server.registrationEndpoint() != null
                || stored(server.issuer(), of.grant() == EngineSettings.Grant.DEVICE_CODE) != null;
        return client.isFor(server.issuer(), mcpUri) || (of.grant().needsPerson() && registrable);
    }

    /** Tells that the issuer gave this client a token: from now on the configured client is shown to no other issuer. */
    public void confirm(ClientRegistration client, URI mcpUri) {
        if (client.source() == ClientRegistration.Source.CONFIGURED) {
            configured(mcpUri).confirm(client.issuer());
        }
    }

    /**
     * A client of the vault with the credentials that the settings have for it now: those of a configured client are not kept with
     * its tokens. Refused where they are not to be had.
     */
    public RegistrationResult current(ClientRegistration client, URI mcpUri) {
        return configured(mcpUri).current(client);
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

    private @Nullable ClientRegistration known(
            AuthorizationServerMetadata server, @Nullable URI redirectUri, URI mcpUri) {
        ClientRegistration stored = stored(server.issuer(), redirectUri == null);
        if (stored != null && Objects.equals(redirectUri, stored.redirectUri())) {
            return stored;
        }
        URI document = settings.of(mcpUri).clientMetadataUri();
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

    /** Tells of an issuer whether a vault holds a client of ours there. */
    public static Predicate<String> knownIn(TokenVault vault) {
        return issuer -> vault.read(key(issuer, false)).isPresent()
                || vault.read(key(issuer, true)).isPresent();
    }

    private ConfiguredClient configured(URI mcpUri) {
        EngineSettings nearest = settings.of(mcpUri);
        return Objects.requireNonNull(configured.get(nearest), "each of the settings has its client");
    }

    private @Nullable ClientRegistration stored(String issuer, boolean device) {
        Optional<JsonObject> document = vault.read(key(issuer, device)).flatMap(JsonObject::parse);
        ClientRegistration client = document.isEmpty() ? null : ClientRegistration.parse(document.get());
        if (client == null
                || !client.issuer().equals(issuer)
                || client.clientId().equals(disowned.get(issuer))
                || (client.secretExpiresAt() != null && !clock.instant().isBefore(client.secretExpiresAt()))) {
            return null;
        }
        return client;
    }

    /** A client of the one grant may not use the other. */
    private static String key(String issuer, boolean device) {
        return (device ? "device client " : "client ") + issuer;
    }
}
