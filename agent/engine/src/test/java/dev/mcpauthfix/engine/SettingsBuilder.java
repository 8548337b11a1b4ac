package dev.mcpauthfix.engine;

import dev.mcpauthfix.engine.policy.Experiment;
import dev.mcpauthfix.engine.port.SecretSource;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings as they are by default, but for what a test sets. */
public final class SettingsBuilder {

    private EngineSettings.Discovery discovery = EngineSettings.Discovery.LENIENT;
    private @Nullable Experiment experiment;
    private final List<ServerSettings.Section> sections = new ArrayList<>();
    private EngineSettings.Grant grant = EngineSettings.Grant.AUTHORIZATION_CODE;
    private @Nullable String clientId;
    private @Nullable Secret clientSecret;
    private @Nullable URI clientMetadataUri;
    private @Nullable String scope;
    private @Nullable URI clientResource;
    private @Nullable URI issuer;
    private ResourceIndicator resource = ResourceIndicator.VERBATIM;
    private EngineSettings.Credentials credentials = EngineSettings.Credentials.NONE;

    /** Has these further credentials. */
    public SettingsBuilder credentials(EngineSettings.Credentials value) {
        credentials = value;
        return this;
    }

    /** Discovers strictly. */
    public SettingsBuilder strict() {
        discovery = EngineSettings.Discovery.STRICT;
        return this;
    }

    /** Uses this grant. */
    public SettingsBuilder grant(EngineSettings.Grant value) {
        grant = value;
        return this;
    }

    /** Uses a pre-registered client. */
    public SettingsBuilder client(String id, @Nullable String secret) {
        clientId = id;
        clientSecret = secret == null ? null : Secret.of(secret);
        return this;
    }

    /** Says which MCP server the pre-registered client is for. */
    public SettingsBuilder clientResource(String uri) {
        clientResource = URI.create(uri);
        return this;
    }

    /** Has a client identifier metadata document. */
    public SettingsBuilder clientMetadataUri(String uri) {
        clientMetadataUri = URI.create(uri);
        return this;
    }

    /** Asks for this scope only. */
    public SettingsBuilder scope(String value) {
        scope = value;
        return this;
    }

    /** Pins the issuer. */
    public SettingsBuilder issuer(String value) {
        issuer = URI.create(value);
        return this;
    }

    /** Sends no resource indicator. */
    public SettingsBuilder withoutResource() {
        resource = ResourceIndicator.OMITTED;
        return this;
    }

    /** Sends this resource indicator. */
    public SettingsBuilder resource(String value) {
        resource = ResourceIndicator.of(value);
        return this;
    }

    /** Has a section for an MCP server, which takes over nothing. */
    public SettingsBuilder section(String mcpUri, SettingsBuilder section) {
        sections.add(new ServerSettings.Section(URI.create(mcpUri), section.alone()));
        return this;
    }

    /** Has an experiment on discovery. */
    public SettingsBuilder experiment(Experiment value) {
        experiment = value;
        return this;
    }

    /** The settings. */
    public ServerSettings build() {
        return new ServerSettings(alone(), sections, experiment);
    }

    /** The settings of one server. */
    public EngineSettings alone() {
        return new EngineSettings(
                discovery,
                grant,
                clientId,
                clientSecret == null ? null : SecretSource.of(clientSecret),
                credentials,
                clientResource,
                clientMetadataUri,
                "sample application",
                scope,
                issuer,
                false,
                resource,
                Duration.ofMinutes(5),
                List.of(),
                Duration.ofMinutes(1),
                12);
    }
}
