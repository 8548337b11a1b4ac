package dev.mcpauthfix.engine;

import static dev.mcpauthfix.engine.EngineScenario.mcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.port.HttpFetcher;
import dev.mcpauthfix.engine.port.UserAgent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Secrets stay out of every log line, event, reason and {@code toString}, even where a server repeats them (law 6). */
class CanaryTest {

    private final EngineScenario world = new EngineScenario();
    private final List<String> seen = new ArrayList<>();

    private void look(Decision decision) {
        seen.add(decision.toString());
    }

    @Test
    @Tag("attack-14")
    void nothingShowsASecretInASuccessfulLife() {
        world.registrationEndpoint.then(201, "{\"client_id\":\"client-1\",\"client_secret\":\"secret-canary\"}");
        world.issues(
                Servers.tokens("access-canary-1", "refresh-canary-1"),
                Servers.tokens("access-canary-2", "refresh-canary-2"),
                Servers.tokens("access-canary-3", "refresh-canary-3"));
        look(world.refuse(mcp()));
        look(world.refuse(world.attached(mcp())));
        look(world.refuseScope(world.attached(mcp()), "mcp:write"));
        world.engine().onOutcome(world.attached(mcp()).sentWith(authorization()), 200);
        world.restart();
        look(world.refuse(mcp()));
        look(world.refuse(world.attached(mcp()).sentWith(authorization())));
        seen.add(world.attached(mcp()).toString());

        assertNoSecret();
    }

    @Test
    @Tag("attack-14")
    void nothingShowsASecretThatAServerRepeats() {
        world.settings.client("client-1", "secret-canary").clientResource("https://mcp.example/mcp");
        world.tokenEndpoint.then(request -> new HttpFetcher.Answer(
                400,
                Map.of(),
                "{\"error\":\"invalid_grant\",\"error_description\":\"bad code code-canary of secret-canary\"}",
                request.uri()));

        look(world.refuse(mcp()));
        assertThat(seen.get(0)).contains("[secret]");
        assertNoSecret();
    }

    @Test
    @Tag("attack-14")
    void nothingShowsASecretThatAServerRepeatsAsItCame() {
        world.settings.client("client-1", "secret/canary").clientResource("https://mcp.example/mcp");
        String basic = Base64.getEncoder().encodeToString("client-1:secret%2Fcanary".getBytes(StandardCharsets.UTF_8));
        world.tokenEndpoint.then(request -> new HttpFetcher.Answer(
                400,
                Map.of(),
                "{\"error\":\"invalid_grant\",\"error_description\":\"Basic " + basic
                        + " is client-1:secret%2Fcanary\"}",
                request.uri()));

        look(world.refuse(mcp()));
        assertThat(world.http.requests().get(0).headers()).containsEntry("Authorization", "Basic " + basic);
        assertThat(seen.get(0)).contains("Basic [secret] is client-1:[secret]");
        assertNoSecret();
    }

    @Test
    void nothingShowsAnAnswerThatCannotBeRead() {
        world.registers().issues("your token is access-canary");

        look(world.refuse(mcp()));
        assertNoSecret();
    }

    @Test
    void nothingShowsATokenThatNoHeaderMayCarry() {
        world.registers().issues("{\"access_token\":\"access-canary\\r\\nX-Evil: 1\"}");

        look(world.refuse(mcp()));
        assertThat(seen.get(0)).contains("no header may carry");
        assertNoSecret();
    }

    @Test
    void nothingAtThePortsShowsWhatItCarries() {
        URI uri = URI.create("https://as.example/token?key=canary");
        seen.add(new HttpFetcher.Request(
                        "POST", uri, Map.of("Authorization", "Basic canary"), "code=canary", uri, NetworkPath.DEFAULT)
                .toString());
        seen.add(new HttpFetcher.Answer(200, Map.of("set-cookie", List.of("canary")), "canary", uri).toString());
        seen.add(new UserAgent.Redirected(Map.of("code", "canary")).toString());

        assertNoSecret();
    }

    private Authorization authorization() {
        return world.engine().authorize(mcp()).orElseThrow();
    }

    private void assertNoSecret() {
        List<String> everything = new ArrayList<>(seen);
        everything.addAll(world.logger.lines());
        world.events.events().forEach(event -> everything.add(event.toString()));
        assertThat(everything).isNotEmpty();
        List<String> secrets = new ArrayList<>(List.of("canary"));
        world.person.shown().forEach(uri -> secrets.add(FakeUserAgent.query(uri).get("state")));
        for (HttpFetcher.Request request : world.http.requests()) {
            String body = String.valueOf(request.body());
            int verifier = body.indexOf("code_verifier=");
            if (verifier >= 0) {
                secrets.add(body.substring(verifier + 14, verifier + 14 + 43));
            }
        }
        for (String secret : secrets) {
            assertThat(everything).noneMatch(line -> line.contains(secret));
        }
    }
}
