package dev.mcpauthfix.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.authorization.AuthorizationServer;
import dev.mcpauthfix.it.authorization.AuthorizationServerSettings;
import dev.mcpauthfix.it.authorization.Fault;
import dev.mcpauthfix.it.authorization.TestAuthorizationServer;
import dev.mcpauthfix.it.wire.WireExchange;
import dev.mcpauthfix.it.wire.WireRecorder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that forgives what it must not would let a broken client pass. */
class AuthorizationServerTest {

    private static final String RESOURCE = "https://mcp.example/mcp";

    private final WireRecorder wire = new WireRecorder(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    private AuthorizationServer server;
    private TestAuthorizationServer http;
    private Dance dance;

    @BeforeEach
    void startsWellBehaved() throws IOException {
        start(AuthorizationServerSettings.builder().build());
    }

    @AfterEach
    void stop() {
        http.close();
    }

    private void restart(AuthorizationServerSettings settings) throws IOException {
        stop();
        start(settings);
    }

    private void start(AuthorizationServerSettings settings) throws IOException {
        server = new AuthorizationServer(settings, Clock.systemUTC());
        server.issuesTokensFor(Set.of(RESOURCE));
        http = TestAuthorizationServer.start(server, wire);
        dance = new Dance(server, RESOURCE);
    }

    @Test
    void issuesATokenToAClientThatDoesEverythingRight() throws Exception {
        assertThat(server.accepts(dance.accessToken())).isTrue();
    }

    @Test
    void recordsEveryRequestWithoutItsSecrets() throws Exception {
        dance.accessToken();

        assertThat(wire.exchanges())
                .extracting(WireExchange::toString)
                .containsExactly("POST /oauth/register 201", "GET /oauth/authorize 302", "POST /oauth/token 200");
        assertThat(wire.exchanges().get(2).parameterNames()).contains("code", "code_verifier", "resource");
    }

    @Nested
    class TheAuthorizationEndpoint {

        @ParameterizedTest
        @CsvSource({
            "code_challenge_method, plain, invalid_request",
            "code_challenge, short, invalid_request",
            "response_type, token, unsupported_response_type",
            "resource, https://other.example/mcp, invalid_target",
        })
        void refusesAParameterThatIsWrong(String name, String value, String error) throws Exception {
            String clientId = dance.register("none").text("client_id");

            assertThat(dance.authorize(clientId, Map.of(name, value)))
                    .containsEntry("error", error)
                    .containsEntry("state", "xyz")
                    .doesNotContainKey("code");
        }

        @Test
        void neverRedirectsToAUriThatIsNotRegistered() throws Exception {
            String clientId = dance.register("none").text("client_id");

            assertThat(dance.authorize(clientId, Map.of("redirect_uri", "http://127.0.0.1:2/callback")))
                    .isEmpty();
        }

        @Test
        void allowsAnyLoopbackPortWhereSetSo() throws Exception {
            restart(AuthorizationServerSettings.builder().anyLoopbackPort(true).build());
            String clientId = dance.register("none").text("client_id");

            assertThat(dance.authorize(clientId, Map.of("redirect_uri", "http://127.0.0.1:2/callback")))
                    .containsKey("code");
        }

        @Test
        void saysWhoAnswers() throws Exception {
            String clientId = dance.register("none").text("client_id");

            assertThat(dance.authorize(clientId, Map.of())).containsEntry("iss", server.issuer());
        }

        @ParameterizedTest
        @CsvSource({
            "STATE_IS_WRONG, state, xyzx",
            "ISS_IS_WRONG, iss, https://other.example",
            "ACCESS_IS_DENIED, error, access_denied",
            "RESOURCE_IS_REFUSED, error, invalid_target",
        })
        void doesWrongWhatItIsToldTo(Fault fault, String name, String value) throws Exception {
            restart(AuthorizationServerSettings.builder().faults(fault).build());
            String clientId = dance.register("none").text("client_id");

            assertThat(dance.authorize(clientId, Map.of())).containsEntry(name, value);
        }
    }

    @Nested
    class TheTokenEndpoint {

        @ParameterizedTest
        @CsvSource({
            "code_verifier, wrong, invalid_grant",
            "redirect_uri, http://127.0.0.1:2/callback, invalid_grant",
            "code, made-up, invalid_grant",
            "resource, https://other.example/mcp, invalid_target",
            "client_id, made-up, invalid_client",
            "grant_type, password, unsupported_grant_type",
        })
        void refusesAParameterThatIsWrong(String name, String value, String error) throws Exception {
            assertThat(dance.redeem(Map.of(name, value)).text("error")).isEqualTo(error);
        }

        @Test
        void redeemsACodeOnlyOnce() throws Exception {
            String clientId = dance.register("none").text("client_id");
            String code = dance.authorize(clientId, Map.of()).getOrDefault("code", "");
            dance.token(clientId, code, Map.of());

            assertThat(dance.token(clientId, code, Map.of()).text("error")).isEqualTo("invalid_grant");
        }

        @Test
        void rotatesRefreshTokensAndRevokesAllWhenOneIsUsedTwice() throws Exception {
            String clientId = dance.register("none").text("client_id");
            String code = dance.authorize(clientId, Map.of()).getOrDefault("code", "");
            String first = dance.token(clientId, code, Map.of()).text("refresh_token");
            Dance.Answer second = dance.refresh(clientId, first);
            assertThat(server.accepts(second.text("access_token"))).isTrue();

            assertThat(dance.refresh(clientId, first).text("error")).isEqualTo("invalid_grant");
            assertThat(server.accepts(second.text("access_token"))).isFalse();
            assertThat(dance.refresh(clientId, second.text("refresh_token")).text("error"))
                    .isEqualTo("invalid_grant");
        }

        @Test
        void holdsAClientToTheMethodItRegistered() throws Exception {
            Dance.Answer client = dance.register("client_secret_basic");
            Map<String, String> form = Map.of(
                    "grant_type",
                    "client_credentials",
                    "client_id",
                    client.text("client_id"),
                    "client_secret",
                    client.text("client_secret"));

            assertThat(dance.post("token", form).status()).isEqualTo(401);
            assertThat(dance.post("token", form, "Authorization", basic(client)).status())
                    .isEqualTo(200);
        }

        @Test
        void answers503WhenItIsDown() throws Exception {
            restart(AuthorizationServerSettings.builder()
                    .faults(Fault.TOKEN_ENDPOINT_IS_DOWN)
                    .build());

            assertThat(dance.redeem(Map.of()).status()).isEqualTo(503);
        }

        private static String basic(Dance.Answer client) {
            String pair = client.text("client_id") + ":" + client.text("client_secret");
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void revokesAToken() throws Exception {
        String clientId = dance.register("none").text("client_id");
        String code = dance.authorize(clientId, Map.of()).getOrDefault("code", "");
        String token = dance.token(clientId, code, Map.of()).text("access_token");

        dance.post("revoke", Map.of("client_id", clientId, "token", token));

        assertThat(server.accepts(token)).isFalse();
    }

    @Test
    void registersNobodyWhereRegistrationIsOff() throws Exception {
        restart(AuthorizationServerSettings.builder()
                .onlyRegistered(Map.of("known", ""))
                .build());

        assertThat(dance.register("none").status()).isEqualTo(404);
        assertThat(dance.authorize("known", Map.of())).containsKey("code");
    }
}
