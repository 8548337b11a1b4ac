package dev.mcpauthfix.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.mcpauthfix.engine.challenge.BearerChallenge;
import dev.mcpauthfix.engine.metadata.Discovery;
import dev.mcpauthfix.engine.metadata.DiscoveryResult;
import dev.mcpauthfix.engine.port.EventSink;
import dev.mcpauthfix.engine.port.HttpFetcher;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/**
 * Whatever a server answers, the engine throws nothing, hangs nowhere, and lets nothing through that a header or a terminal would
 * obey. An ordinary build replays the seed corpus beside this class; {@code scripts/fuzz} goes on from there.
 */
@Tag("fuzz")
final class ServerAnswersFuzzTest {

    private static final String AS = "https://as.example";

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    private static HttpFetcher answering(String body) {
        return request ->
                new HttpFetcher.Answer(200, Map.of("content-type", List.of("application/json")), body, request.uri());
    }

    private static DiscoveryResult discover(HttpFetcher fetcher, String... challenges) {
        return new Discovery(fetcher, new SettingsBuilder().build(), new RecordingLogger())
                .resolve(EngineScenario.mcp(), List.of(challenges));
    }

    private static void isFitForALogLine(String text) {
        assertThat(text.chars().anyMatch(Character::isISOControl)).as(text).isFalse();
        assertThat(text.length()).isLessThan(4_000);
    }

    private static void isSound(DiscoveryResult result) {
        assertThat(result.requests()).isLessThanOrEqualTo(12);
        if (result instanceof DiscoveryResult.Stopped stopped) {
            isFitForALogLine(stopped.reason());
        } else if (result instanceof DiscoveryResult.Found found) {
            assertThat(found.server().tokenEndpoint().getScheme()).isEqualToIgnoringCase("https");
            assertThat(found.server().tokenEndpoint().getRawUserInfo()).isNull();
            if (found.server().authorizationEndpoint() != null) {
                assertThat(found.server().authorizationEndpoint().getScheme()).isEqualToIgnoringCase("https");
            }
        }
    }

    private static Decision isSound(EngineScenario world) {
        Decision decision = world.refuse(EngineScenario.mcp());
        assertThat(world.events.of(EventSink.Kind.FAULT)).isEmpty();
        if (decision instanceof Decision.PassThrough pass) {
            isFitForALogLine(pass.reason());
        }
        return decision;
    }

    @FuzzTest
    void challenge(byte[] input) {
        List<String> lines = text(input).lines().toList();
        BearerChallenge.from(lines);
        isSound(discover(answering("{}"), lines.toArray(String[]::new)));
    }

    @FuzzTest
    void protectedResourceMetadata(byte[] input) {
        isSound(discover(answering(text(input)), EngineScenario.BEARER));
    }

    @FuzzTest
    void authorizationServerMetadata(byte[] input) {
        String body = text(input);
        isSound(discover(
                request -> answering(
                                request.uri().getPath().contains("oauth-protected-resource")
                                        ? "{\"resource\":\"https://mcp.example/mcp\",\"authorization_servers\":[\"" + AS
                                                + "\"]}"
                                        : body)
                        .fetch(request),
                EngineScenario.BEARER));
    }

    @FuzzTest
    void registrationAnswer(byte[] input) {
        EngineScenario world = new EngineScenario().issues(Servers.tokens("token-1", null));
        world.registrationEndpoint.then(201, text(input));
        isSound(world);
    }

    @FuzzTest
    void tokenAnswer(byte[] input) {
        EngineScenario world = new EngineScenario().registers();
        world.tokenEndpoint.then(200, text(input));
        if (isSound(world) instanceof Decision.Retry retry) {
            assertThat(retry.authorization().token().reveal()).matches("[!-~]+");
        }
    }

    @FuzzTest
    void tokenRefusal(byte[] input) {
        EngineScenario world = new EngineScenario().registers();
        world.tokenEndpoint.then(400, text(input));
        isSound(world);
    }

    @FuzzTest
    void deviceAuthorizationAnswer(byte[] input) {
        EngineScenario world = new EngineScenario().registers().issues(Servers.tokens("token-1", null));
        world.server = new Servers().device();
        world.settings.grant(EngineSettings.Grant.DEVICE_CODE);
        world.http.computes(Servers.DEVICE, new FakeEndpoint().then(200, text(input)));
        world.person.whileWaiting(world.clock::advance);
        isSound(world);
        world.person.codes().forEach(code -> {
            isFitForALogLine(code.code());
            assertThat(code.page().getScheme()).isEqualToIgnoringCase("https");
        });
    }

    /** Not a server's, but whoever else can write to the vault may write anything. */
    @FuzzTest
    void vaultDocument(byte[] input) {
        EngineScenario world = new EngineScenario().registers().issues(Servers.tokens("token-1", null));
        String key = "tokens " + Servers.ISSUER + " " + Servers.MCP + " client-1";
        world.vault.write("resource " + Servers.MCP, "{\"tokens\":\"" + key + "\"}");
        world.vault.write(key, text(input));
        world.vault.write("client " + Servers.ISSUER, text(input));
        if (isSound(world) instanceof Decision.Retry retry) {
            assertThat(retry.authorization().token().reveal()).matches("[!-~]+");
        }
    }
}
