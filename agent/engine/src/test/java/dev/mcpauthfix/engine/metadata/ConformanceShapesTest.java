package dev.mcpauthfix.engine.metadata;

import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.BEARER;
import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.hint;
import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.resource;
import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.metadata.DiscoveryResult.Found;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Why;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The shapes of the official conformance suite's discovery scenarios, request for request. */
class ConformanceShapesTest {

    private static final String MCP = "http://localhost:3000/mcp";
    private static final String SERVER = "http://localhost:4000";

    private final DiscoveryScenario scenario = new DiscoveryScenario();

    @Test
    void metadataDefault() {
        String address = "http://localhost:3000/.well-known/oauth-protected-resource/mcp";
        scenario.network
                .serves(address, resource(MCP, SERVER))
                .serves(SERVER + "/.well-known/oauth-authorization-server", server(SERVER));

        Found found = scenario.finds(MCP, hint(address));

        assertThat(scenario.network.urls())
                .containsExactly(address, SERVER + "/.well-known/oauth-authorization-server");
        assertThat(found.rung()).isEqualTo(Rung.HINT);
        assertThat(found.resource())
                .isEqualTo(new ProtectedResource(MCP, URI.create(MCP), null, false, URI.create(address)));
    }

    @Test
    void metadataVar1() {
        String address = "http://localhost:3000/.well-known/oauth-protected-resource/mcp";
        scenario.network
                .serves(address, resource(MCP, SERVER))
                .serves(SERVER + "/.well-known/openid-configuration", server(SERVER));

        Found found = scenario.finds(MCP, BEARER);

        assertThat(scenario.network.urls())
                .containsExactly(
                        address,
                        SERVER + "/.well-known/oauth-authorization-server",
                        SERVER + "/.well-known/openid-configuration");
        assertThat(found.rung()).isEqualTo(Rung.RESOURCE_METADATA_PATH);
    }

    @Test
    void metadataVar2() {
        String issuer = SERVER + "/tenant1";
        scenario.network
                .serves(
                        "http://localhost:3000/.well-known/oauth-protected-resource",
                        resource("http://localhost:3000", issuer))
                .serves(SERVER + "/.well-known/oauth-authorization-server/tenant1", server(issuer));

        Found found = scenario.finds(MCP, BEARER);

        assertThat(scenario.network.urls())
                .containsExactly(
                        "http://localhost:3000/.well-known/oauth-protected-resource/mcp",
                        "http://localhost:3000/.well-known/oauth-protected-resource",
                        SERVER + "/.well-known/oauth-authorization-server/tenant1");
        assertThat(found.rung()).isEqualTo(Rung.RESOURCE_METADATA_ROOT);
        assertThat(found.resource().identifier()).isEqualTo("http://localhost:3000");
    }

    @Test
    void metadataVar3() {
        String issuer = SERVER + "/tenant1";
        String address = "http://localhost:3000/custom/metadata/location.json";
        scenario.network
                .serves(address, resource(MCP, issuer))
                .serves(SERVER + "/tenant1/.well-known/openid-configuration", server(issuer));

        scenario.finds(MCP, hint(address));

        assertThat(scenario.network.urls())
                .containsExactly(
                        address,
                        SERVER + "/.well-known/oauth-authorization-server/tenant1",
                        SERVER + "/.well-known/openid-configuration/tenant1",
                        SERVER + "/tenant1/.well-known/openid-configuration");
    }

    @Test
    void resourceMismatch() {
        String address = "http://localhost:3000/.well-known/oauth-protected-resource/mcp";
        scenario.network.serves(address, resource("https://evil.example.com/mcp", SERVER));

        String reason = scenario.stops(Why.INVALID, MCP, hint(address));

        assertThat(scenario.network.urls()).containsExactly(address);
        assertThat(reason).contains("https://evil.example.com/mcp", "RFC 9728");
    }

    @Test
    void metadataIssuerMismatch() {
        String address = "http://localhost:3000/.well-known/oauth-protected-resource/mcp";
        scenario.network
                .serves(address, resource(MCP, SERVER))
                .serves(SERVER + "/.well-known/oauth-authorization-server", server("https://evil.example.com", SERVER));

        String reason = scenario.stops(Why.INVALID, MCP, hint(address));

        assertThat(reason).contains("https://evil.example.com", SERVER, "issuer=");
    }

    @Test
    void metadataOfThe20250326Revision() {
        String origin = "http://localhost:3000";
        scenario.network.serves(origin + "/.well-known/oauth-authorization-server", server(origin, origin + "/oauth"));

        Found found = scenario.finds(MCP, BEARER);

        assertThat(scenario.network.urls())
                .containsExactly(
                        origin + "/.well-known/oauth-protected-resource/mcp",
                        origin + "/.well-known/oauth-protected-resource",
                        origin + "/.well-known/oauth-authorization-server");
        assertThat(found.rung()).isEqualTo(Rung.SERVER_METADATA_ORIGIN);
        assertThat(found.server().tokenEndpoint()).hasToString(origin + "/oauth/token");
        assertThat(found.resource()).isEqualTo(new ProtectedResource(MCP, URI.create(MCP), null, false, null));
    }

    @Test
    void endpointFallbackOfThe20250326Revision() {
        Found found = scenario.finds(MCP, BEARER);

        assertThat(found.rung()).isEqualTo(Rung.DEFAULT_ENDPOINTS);
        assertThat(found.server())
                .isEqualTo(new AuthorizationServerMetadata(
                        "http://localhost:3000",
                        URI.create("http://localhost:3000/authorize"),
                        URI.create("http://localhost:3000/token"),
                        URI.create("http://localhost:3000/register"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        false));
        assertThat(scenario.network.urls())
                .containsExactly(
                        "http://localhost:3000/.well-known/oauth-protected-resource/mcp",
                        "http://localhost:3000/.well-known/oauth-protected-resource",
                        "http://localhost:3000/.well-known/oauth-authorization-server",
                        "http://localhost:3000/.well-known/openid-configuration",
                        "http://localhost:3000/.well-known/oauth-authorization-server/mcp",
                        "http://localhost:3000/.well-known/openid-configuration/mcp",
                        "http://localhost:3000/mcp/.well-known/oauth-authorization-server",
                        "http://localhost:3000/mcp/.well-known/openid-configuration");
    }
}
