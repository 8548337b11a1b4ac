package dev.mcpauthfix.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.metadata.Discovery;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The server of anthropics/claude-code#61376 from its 401 to the token, with the real discovery. */
class HintlessServerTest {

    private static final String ORIGIN = "https://api.speak-up.example";
    private static final String OAUTH = ORIGIN + "/v2/mcp/oauth";

    private final RecordingLogger logger = new RecordingLogger();
    private final FakeUserAgent person = new FakeUserAgent();
    private final FakeHttpFetcher http = new FakeHttpFetcher()
            .serves(ORIGIN + "/.well-known/oauth-authorization-server", """
                    {"issuer": "%1$s", "authorization_endpoint": "%2$s/authorize", "token_endpoint": "%2$s/token",
                     "registration_endpoint": "%2$s/register", "code_challenge_methods_supported": ["S256"]}
                    """.formatted(ORIGIN, OAUTH))
            .answers(OAUTH + "/register", 201, "{\"client_id\":\"client-1\"}")
            .serves(OAUTH + "/token", Servers.tokens("token-1", "refresh-1"));

    @Test
    @Tag("quirk-1")
    void isAuthorizedWithoutAnyHint() {
        ServerSettings settings = new SettingsBuilder().build();
        Discovery discovery = new Discovery(http, settings, logger);
        McpAuthorizationEngine engine = new McpAuthorizationEngine(
                settings,
                new EnginePorts(
                        discovery,
                        discovery,
                        http,
                        person,
                        new InMemoryVault(),
                        new RecordingEventSink(),
                        new MutableClock(),
                        new SecureRandom(),
                        Runnable::run,
                        logger));
        McpRequest initialize = EngineScenario.post(ORIGIN + "/v2/mcp/transport/");

        Decision decision = engine.onChallenge(
                        initialize, new ChallengeResponse(401, List.of("Bearer error=\"invalid_token\"")))
                .toCompletableFuture()
                .join();

        assertThat(EngineScenario.token(decision)).isEqualTo("token-1");
        assertThat(engine.authorize(initialize)).isPresent();
        assertThat(person.lastQuery()).containsEntry("resource", ORIGIN + "/v2/mcp/transport/");
        assertThat(person.shown().get(0).resolve("/")).isEqualTo(URI.create(ORIGIN + "/"));
        assertThat(logger.lines())
                .anyMatch(line -> line.startsWith("INFO authorized https://api.speak-up.example/v2/mcp/transport/:"
                        + " server-metadata-origin, issuer \"https://api.speak-up.example\", dynamic registration, "));
    }
}
