package dev.mcpauthfix.engine.grant;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import dev.mcpauthfix.engine.FakeEndpoint;
import dev.mcpauthfix.engine.FakeHttpFetcher;
import dev.mcpauthfix.engine.FakeUserAgent;
import dev.mcpauthfix.engine.Servers;
import dev.mcpauthfix.engine.port.UserAgent;
import dev.mcpauthfix.engine.registration.ClientRegistration;
import dev.mcpauthfix.engine.registration.TokenEndpointAuthMethod;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizationCodeGrantTest {

    private static final String RESOURCE = "https://mcp.example/mcp";

    private final FakeUserAgent person = new FakeUserAgent();
    private final FakeEndpoint tokenEndpoint = new FakeEndpoint().then(200, Servers.tokens("t", null));
    private final FakeHttpFetcher http = new FakeHttpFetcher().computes(Servers.TOKEN, tokenEndpoint);

    private GrantResult obtain(Servers server, @Nullable String resource, @Nullable String scope) throws IOException {
        ClientRegistration client = new ClientRegistration(
                Servers.ISSUER,
                "client id",
                null,
                null,
                TokenEndpointAuthMethod.NONE,
                null,
                ClientRegistration.Source.DYNAMIC);
        try (UserAgent.Session session = person.open(null)) {
            return new AuthorizationCodeGrant(new SecureRandom(), Duration.ofMinutes(5))
                    .obtain(
                            session,
                            server.build(),
                            new TokenEndpoint(server.build().tokenEndpoint(), client, Servers.channel(http), null),
                            resource,
                            new RequestedScope(scope));
        }
    }

    private Map<String, String> tokenRequest() {
        return Form.decode(String.valueOf(http.requests().get(0).body()));
    }

    @Test
    void theRequestIsReadByAnotherImplementationAsItWasMeant() throws Exception {
        obtain(new Servers(), RESOURCE, "a b");
        AuthorizationRequest request = AuthorizationRequest.parse(person.shown().get(0));

        assertThat(request.getClientID().getValue()).isEqualTo("client id");
        assertThat(request.getRedirectionURI()).hasToString("http://127.0.0.1:40001/callback");
        assertThat(request.getResponseType().toString()).isEqualTo("code");
        assertThat(request.getCodeChallengeMethod().getValue()).isEqualTo("S256");
        assertThat(request.getScope().toStringList()).containsExactly("a", "b");
        assertThat(request.getResources()).containsExactly(URI.create(RESOURCE));
        assertThat(request.getState().getValue()).hasSizeGreaterThanOrEqualTo(22);
    }

    @Test
    void theEndpointsOwnQueryIsKept() throws Exception {
        obtain(new Servers().authorize("https://as.example/authorize?p=B2C_1&x=%20y"), null, null);

        assertThat(person.shown().get(0).toString())
                .startsWith("https://as.example/authorize?p=B2C_1&x=%20y&response_type=code&");
    }

    @Test
    void nothingIsSentThatIsNotKnown() throws Exception {
        obtain(new Servers(), null, null);

        assertThat(person.lastQuery()).doesNotContainKeys("scope", "resource", "prompt");
    }

    @Test
    void theVerifierOfTheTokenRequestBelongsToTheChallenge() throws Exception {
        obtain(new Servers(), RESOURCE, null);

        assertThat(Pkce.of(tokenRequest().getOrDefault("code_verifier", "")).challenge())
                .isEqualTo(person.lastQuery().get("code_challenge"));
        assertThat(tokenRequest())
                .containsEntry("grant_type", "authorization_code")
                .containsEntry("code", "code-canary")
                .containsEntry("redirect_uri", "http://127.0.0.1:40001/callback")
                .containsEntry("client_id", "client id")
                .containsEntry("resource", RESOURCE);
    }

    @Test
    void aLoginPageOverPlainHttpIsNeverShown() throws Exception {
        GrantResult result = obtain(new Servers().authorize("http://as.example/authorize"), RESOURCE, null);

        assertThat(result).isInstanceOf(GrantResult.Failed.class);
        assertThat(person.shown()).isEmpty();
    }

    @Test
    void nobodyComingBackIsAValue() throws Exception {
        person.answer(query -> new UserAgent.Abandoned("five minutes passed"));

        assertThat(obtain(new Servers(), RESOURCE, null)).isEqualTo(new GrantResult.Abandoned("five minutes passed"));
    }

    @Nested
    class CheckingTheResponse {

        @ParameterizedTest
        @Tag("quirk-24")
        @CsvSource({
            "true,  https://as.example,       accepted",
            "true,  ,                         refused",
            "true,  https://evil.example,     refused",
            "true,  https://as.example/,      refused",
            "true,  HTTPS://as.example,       refused",
            "false, ,                         accepted",
            "false, https://as.example,       accepted",
            "false, https://evil.example,     refused",
        })
        void issIsComparedByTheTable(boolean promised, @Nullable String iss, String verdict) throws IOException {
            Map<String, String> redirect = new LinkedHashMap<>(Map.of("code", "c"));
            if (iss != null) {
                redirect.put("iss", iss);
            }
            person.redirect(redirect);
            GrantResult result = obtain(promised ? new Servers().promisingIss() : new Servers(), RESOURCE, null);

            assertThat(result instanceof GrantResult.Granted).isEqualTo(verdict.equals("accepted"));
            assertThat(http.requests()).hasSize(verdict.equals("accepted") ? 1 : 0);
        }

        @Test
        void anErrorFromAnotherIssuerIsNotShown() throws IOException {
            person.redirect(
                    Map.of("error", "evil_error", "error_description", "evil words", "iss", "https://evil.example"));

            assertThat(obtain(new Servers(), RESOURCE, null).toString()).doesNotContain("evil_error", "evil words");
        }

        @Test
        @Tag("attack-10")
        void anotherStateIsRefused() throws IOException {
            person.redirect(Map.of("code", "c", "state", "guessed"));

            assertThat(obtain(new Servers(), RESOURCE, null)).isInstanceOf(GrantResult.Failed.class);
            assertThat(http.requests()).isEmpty();
        }

        @Test
        void aMissingStateIsRefused() throws IOException {
            person.answer(query -> new UserAgent.Redirected(Map.of("code", "c")));

            assertThat(obtain(new Servers(), RESOURCE, null)).isInstanceOf(GrantResult.Failed.class);
        }

        @Test
        void neitherCodeNorErrorIsRefused() throws IOException {
            person.redirect(Map.of());

            assertThat(obtain(new Servers(), RESOURCE, null).toString()).contains("neither a code nor an error");
        }
    }
}
