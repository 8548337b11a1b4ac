package dev.mcpauthfix.engine.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.FakeHttpFetcher;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.McpTraffic;
import dev.mcpauthfix.engine.NetworkPath;
import dev.mcpauthfix.engine.RecordingLogger;
import dev.mcpauthfix.engine.ResourceIndicator;
import dev.mcpauthfix.engine.ServerSettings;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Found;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Stopped;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Why;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One discovery: a scripted network, settings, and the documents that servers usually publish. */
final class DiscoveryScenario {

    static final String BEARER = "Bearer error=\"invalid_token\"";

    final FakeHttpFetcher network = new FakeHttpFetcher();
    final RecordingLogger log = new RecordingLogger();
    EngineSettings.Discovery discovery = EngineSettings.Discovery.LENIENT;
    Set<String> known = Set.of();
    EngineSettings.Grant grant = EngineSettings.Grant.AUTHORIZATION_CODE;
    boolean assumePkce;

    @Nullable
    String issuer;

    @Nullable
    String protocolVersion;

    /** The challenge with this hint. */
    static String hint(String resourceMetadata) {
        return "Bearer error=\"invalid_token\", resource_metadata=\"" + resourceMetadata + "\"";
    }

    /** Protected resource metadata that names these authorization servers. */
    static String resource(String resource, String... authorizationServers) {
        return "{\"resource\":\"" + resource + "\",\"authorization_servers\":[\""
                + String.join("\",\"", authorizationServers) + "\"]}";
    }

    /** Valid authorization server metadata, with the endpoints below the issuer. */
    static String server(String issuer) {
        return server(issuer, issuer);
    }

    /** Valid authorization server metadata, with the endpoints below another URL. */
    static String server(String issuer, String endpoints) {
        return """
                {"issuer":"%s","authorization_endpoint":"%s/authorize","token_endpoint":"%s/token",
                 "registration_endpoint":"%s/register","response_types_supported":["code"],
                 "code_challenge_methods_supported":["S256"]}""".formatted(issuer, endpoints, endpoints, endpoints);
    }

    DiscoveryResult challenged(String mcpUri, String... wwwAuthenticate) {
        EngineSettings settings = new EngineSettings(
                discovery,
                grant,
                null,
                null,
                EngineSettings.Credentials.NONE,
                null,
                null,
                "test",
                null,
                issuer == null ? null : URI.create(issuer),
                assumePkce,
                ResourceIndicator.VERBATIM,
                Duration.ofMinutes(5),
                List.of(),
                Duration.ofMinutes(1),
                12);
        McpRequest request = new McpRequest(
                "POST",
                URI.create(mcpUri),
                McpTraffic.Shape.STREAMABLE_POST,
                protocolVersion,
                null,
                0,
                NetworkPath.DEFAULT);
        int before = network.requests().size();
        DiscoveryResult result = new Discovery(network, ServerSettings.everywhere(settings), known::contains, log)
                .resolve(request, List.of(wwwAuthenticate));
        assertThat(result.requests()).isEqualTo(network.requests().size() - before);
        return result;
    }

    Found finds(String mcpUri, String... wwwAuthenticate) {
        DiscoveryResult result = challenged(mcpUri, wwwAuthenticate);
        assertThat(result).isInstanceOf(Found.class);
        return (Found) result;
    }

    /** Discovers, expects this kind of stop, and answers its reason. */
    String stops(Why why, String mcpUri, String... wwwAuthenticate) {
        DiscoveryResult result = challenged(mcpUri, wwwAuthenticate);
        assertThat(result).isInstanceOf(Stopped.class);
        Stopped stopped = (Stopped) result;
        assertThat(stopped.why()).as(stopped.reason()).isEqualTo(why);
        assertThat(stopped.reason()).doesNotContain("\n", "\r").hasSizeGreaterThan(40);
        return stopped.reason();
    }
}
