package dev.mcpauthfix.engine;

import static dev.mcpauthfix.engine.EngineScenario.post;
import static dev.mcpauthfix.engine.EngineScenario.reason;
import static dev.mcpauthfix.engine.EngineScenario.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.EngineSettings.Grant;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Settings for one MCP server, and none of them for another. */
final class ServerSettingsTest {

    private final EngineScenario world =
            new EngineScenario().issues(Servers.tokens("token-1", null), Servers.tokens("token-2", null));

    @BeforeEach
    void nobodyIsThere() {
        world.person.becomeUnavailable("no terminal");
        world.settings.section(
                "https://mcp.example/mcp",
                new SettingsBuilder()
                        .grant(Grant.CLIENT_CREDENTIALS)
                        .client("service", "s3cret")
                        .clientResource("https://mcp.example/mcp")
                        .scope("only-here")
                        .resource("urn:known-otherwise"));
    }

    private Map<String, String> tokenRequest() {
        return FakeUserAgent.query(
                URI.create("form:/?" + world.http.requests().get(0).body()));
    }

    @Test
    void sayHowATokenIsObtainedThere() {
        assertThat(token(world.refuse(EngineScenario.mcp()))).isEqualTo("token-1");

        assertThat(tokenRequest())
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("scope", "only-here")
                .containsEntry("resource", "urn:known-otherwise");
    }

    @Test
    @Tag("attack-9")
    void showTheirSecretToNoOtherServerOfTheSameMachine() {
        assertThat(reason(world.refuse(post("https://mcp.example/other")))).contains("no terminal");

        assertThat(world.http.requests()).isEmpty();
    }
}
