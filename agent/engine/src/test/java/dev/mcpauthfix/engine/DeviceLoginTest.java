package dev.mcpauthfix.engine;

import static dev.mcpauthfix.engine.EngineScenario.mcp;
import static dev.mcpauthfix.engine.EngineScenario.reason;
import static dev.mcpauthfix.engine.EngineScenario.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.EngineSettings.Grant;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A login on another device, by a code (RFC 8628). */
final class DeviceLoginTest {

    private static final String PENDING = "{\"error\":\"authorization_pending\"}";

    private final EngineScenario world = new EngineScenario().registers();
    private final FakeEndpoint device = new FakeEndpoint();
    private final List<Duration> waited = new ArrayList<>();

    @BeforeEach
    void aServerThatOffersIt() {
        world.server = new Servers().device();
        world.http.computes(Servers.DEVICE, device);
        world.settings.grant(Grant.DEVICE_CODE);
        world.person.whileWaiting(duration -> {
            waited.add(duration);
            world.clock.advance(duration);
        });
    }

    private void offersACode() {
        device.then(200, offer("WDJB-MJHT", "https://as.example/device"));
    }

    private static String offer(String code, String page) {
        return "{\"device_code\":\"device-canary\",\"user_code\":\"" + code + "\",\"verification_uri\":\"" + page
                + "\",\"verification_uri_complete\":\"" + page + "?user_code=" + code
                + "\",\"expires_in\":600,\"interval\":7}";
    }

    private Map<String, String> form(int index) {
        return FakeUserAgent.query(
                URI.create("form:/?" + world.http.requests().get(index).body()));
    }

    @Test
    void showsTheCodeAndAsksUntilThePersonHasDecided() {
        offersACode();
        world.tokenEndpoint.then(400, PENDING).then(400, PENDING);
        world.issues(Servers.tokens("token-1", "refresh-1"));

        assertThat(token(world.refuse(mcp()))).isEqualTo("token-1");

        assertThat(world.person.codes()).singleElement().satisfies(shown -> {
            assertThat(shown.code()).isEqualTo("WDJB-MJHT");
            assertThat(shown.page()).isEqualTo(URI.create("https://as.example/device"));
            assertThat(shown.pageWithCode()).isEqualTo(URI.create("https://as.example/device?user_code=WDJB-MJHT"));
        });
        assertThat(waited).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7), Duration.ofSeconds(7));
        assertThat(form(1)).containsEntry("client_id", "client-1").containsEntry("resource", "https://mcp.example/mcp");
        assertThat(form(2))
                .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:device_code")
                .containsEntry("device_code", "device-canary");
        assertThat(world.person.openSessions()).isZero();
    }

    @Test
    void registersAClientOfItsOwnThatABrowserLoginDoesNotTake() {
        offersACode();
        world.issues(Servers.tokens("token-1", null));
        world.refuse(mcp());

        assertThat(world.http.requests().get(0).body())
                .contains("urn:ietf:params:oauth:grant-type:device_code")
                .doesNotContain("redirect_uris");
        assertThat(world.vault.keys("device client ")).hasSize(1);
        assertThat(world.vault.keys("client ")).isEmpty();
    }

    @Test
    void asksLessOftenWhereTheServerWantsItOrIsAway() {
        offersACode();
        world.tokenEndpoint
                .then(400, "{\"error\":\"slow_down\"}")
                .then(503, "busy")
                .then(400, PENDING);
        world.issues(Servers.tokens("token-1", null));

        assertThat(token(world.refuse(mcp()))).isEqualTo("token-1");
        assertThat(waited).extracting(Duration::toSeconds).containsExactly(7L, 12L, 24L, 24L);
    }

    @Test
    void endsWithTheCode() {
        offersACode();
        world.tokenEndpoint.then(400, PENDING);

        assertThat(reason(world.refuse(mcp()))).contains("no code was typed in at as.example");
        assertThat(waited.size()).isBetween(40, 50);
        assertThat(world.person.openSessions()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_denied", "expired_token"})
    void endsWithAFinalNo(String error) {
        offersACode();
        world.tokenEndpoint.then(400, "{\"error\":\"" + error + "\"}");

        assertThat(reason(world.refuse(mcp()))).contains(error);
        assertThat(waited).hasSize(1);
    }

    @Test
    void isNotTriedWhereTheServerDoesNotOfferIt() {
        world.server = new Servers();

        assertThat(reason(world.refuse(mcp()))).contains("device_authorization_endpoint", "--paste");
        assertThat(world.person.codes()).isEmpty();
    }

    @ParameterizedTest
    @Tag("attack-13")
    @ValueSource(
            strings = {
                "\\u001b[2JWDJB",
                "W\\nX",
                " ",
                "0123456789012345678901234567890123456789012345678901234567890123456789"
            })
    void showsNothingThatATerminalWouldObey(String code) {
        device.then(200, offer(code, "https://as.example/device"));

        assertThat(reason(world.refuse(mcp()))).contains("expected a device_code, a user_code and the https address");
        assertThat(world.person.codes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://as.example/device", "file:///etc/passwd", "javascript:alert(1)"})
    void showsNoPageThatIsNotOfTheProtectedWeb(String page) {
        device.then(200, offer("WDJB-MJHT", page));

        assertThat(reason(world.refuse(mcp()))).contains("expected a device_code");
        assertThat(world.person.codes()).isEmpty();
    }

    @Test
    void asksNobodyWhereNobodyReads() {
        world.person.becomeUnavailable("the setting interaction is none");

        assertThat(reason(world.refuse(mcp()))).contains("interaction is none");
        assertThat(world.http.requests()).isEmpty();
    }
}
