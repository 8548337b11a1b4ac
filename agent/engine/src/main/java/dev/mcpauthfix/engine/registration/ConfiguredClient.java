package dev.mcpauthfix.engine.registration;

import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.metadata.AuthorizationServerMetadata;
import dev.mcpauthfix.engine.policy.ServerText;
import dev.mcpauthfix.engine.policy.UrlRules;
import dev.mcpauthfix.engine.port.SecretSource;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The client of some settings, registered beforehand, and to whom its credentials may be shown. Safe for many threads. */
final class ConfiguredClient {

    private static final String OF_NOBODY =
            "the configured credentials are shown to no server that the settings do not name:"
                    + " set client.resource to the MCP server's URL that the client is for, or issuer to its authorization server";

    private final EngineSettings settings;
    private final Clock clock;
    private volatile @Nullable String issuer;

    ConfiguredClient(EngineSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.issuer = settings.issuer() == null ? null : settings.issuer().toString();
    }

    /**
     * Why these settings forbid any login, null where they do not. Any MCP server names the authorization server of its choice: a
     * secret for whichever comes first is a secret no more.
     */
    @Nullable
    String refusal() {
        boolean secret = settings.clientSecret() != null
                || settings.credentials().clientKey() != null
                || !settings.grant().needsPerson();
        return secret && settings.issuer() == null && settings.clientResource() == null ? OF_NOBODY : null;
    }

    /** Whether the client is the one for this issuer and MCP URI. */
    boolean isFor(String otherIssuer, URI mcpUri) {
        String bound = issuer;
        URI resource = settings.clientResource();
        return settings.clientId() != null
                && (resource == null || UrlRules.covers(resource, mcpUri))
                && (bound == null || sameIssuer(bound, otherIssuer));
    }

    /** The client, for the grants without a person: they need one that proves itself. */
    RegistrationResult forMachines(AuthorizationServerMetadata server, URI mcpUri) {
        if (isFor(server.issuer(), mcpUri) && hasCredentials()) {
            return at(server);
        }
        return new RegistrationResult.Refused("the grant " + settings.grant() + " needs a client of issuer "
                + ServerText.quote(server.issuer()) + " for " + mcpUri
                + ": set client.id with its secret or key, and client.resource or issuer to whom they are for");
    }

    /** The client as this authorization server knows it; refused where its secret is not to be had. */
    RegistrationResult at(AuthorizationServerMetadata server) {
        boolean secret = settings.clientSecret() != null;
        List<String> supported = server.tokenEndpointAuthMethodsSupported();
        TokenEndpointAuthMethod method = settings.credentials().clientKey() == null
                ? TokenEndpointAuthMethod.choose(secret, supported)
                : TokenEndpointAuthMethod.chooseWithKey(secret, supported);
        return of(server.issuer(), method, null);
    }

    /** A client of the vault with the credentials that the settings have for it now, if it is this one. */
    RegistrationResult current(ClientRegistration client) {
        boolean ours = client.source() == ClientRegistration.Source.CONFIGURED
                && client.clientId().equals(settings.clientId());
        return ours
                ? of(client.issuer(), client.authMethod(), client.redirectUri())
                : new RegistrationResult.Ready(client);
    }

    /** Tells that this issuer gave the client a token: from now on the client is shown to no other. */
    void confirm(String confirmed) {
        if (issuer == null) {
            issuer = confirmed;
        }
    }

    private RegistrationResult of(String server, TokenEndpointAuthMethod method, @Nullable URI redirectUri) {
        String clientId = String.valueOf(settings.clientId());
        SecretSource.Result read =
                settings.clientSecret() == null ? null : settings.clientSecret().read();
        if (read instanceof SecretSource.Unavailable unavailable) {
            return new RegistrationResult.Refused(unavailable.reason());
        }
        Secret secret = read instanceof SecretSource.Found found ? found.value() : null;
        SecretSource key = settings.credentials().clientKey();
        return new RegistrationResult.Ready(new ClientRegistration(
                server,
                clientId,
                secret,
                null,
                method,
                redirectUri,
                ClientRegistration.Source.CONFIGURED,
                key == null
                        ? null
                        : new ClientAssertion(key, settings.credentials().clientKeyId(), clientId, server, clock)));
    }

    /** An assertion or an identity provider's grant may speak for a client that has no secret. */
    private boolean hasCredentials() {
        return settings.grant() != EngineSettings.Grant.CLIENT_CREDENTIALS
                || settings.clientSecret() != null
                || settings.credentials().clientKey() != null;
    }

    /** One trailing "/" makes no difference in a setting (quirk 22). */
    private static boolean sameIssuer(String one, String other) {
        return one.equals(other) || one.equals(other + "/") || other.equals(one + "/");
    }
}
