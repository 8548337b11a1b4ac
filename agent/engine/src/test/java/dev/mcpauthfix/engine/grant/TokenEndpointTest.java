package dev.mcpauthfix.engine.grant;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import dev.mcpauthfix.engine.FakeEndpoint;
import dev.mcpauthfix.engine.FakeHttpFetcher;
import dev.mcpauthfix.engine.Secret;
import dev.mcpauthfix.engine.Servers;
import dev.mcpauthfix.engine.port.HttpFetcher;
import dev.mcpauthfix.engine.registration.ClientRegistration;
import dev.mcpauthfix.engine.registration.TokenEndpointAuthMethod;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEndpointTest {

    private static final String RESOURCE = "https://mcp.example/mcp";
    private static final Map<String, String> CODE = Map.of("grant_type", "authorization_code", "code", "c");
    private static final Map<String, String> REFRESH = Map.of("grant_type", "refresh_token", "refresh_token", "r");

    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final FakeHttpFetcher http = new FakeHttpFetcher().computes(Servers.TOKEN, endpoint);

    private TokenAnswer request(Map<String, String> parameters, @Nullable String resource) {
        return endpoint(Servers.TOKEN, TokenEndpointAuthMethod.NONE, null).request(parameters, resource);
    }

    private TokenEndpoint endpoint(String uri, TokenEndpointAuthMethod method, @Nullable String secret) {
        ClientRegistration client = new ClientRegistration(
                Servers.ISSUER,
                "https://client.example/a:b c",
                secret == null ? null : Secret.of(secret),
                null,
                method,
                null,
                ClientRegistration.Source.DYNAMIC);
        return new TokenEndpoint(URI.create(uri), client, Servers.channel(http), null);
    }

    private Map<String, String> body(int request) {
        return Form.decode(String.valueOf(http.requests().get(request).body()));
    }

    @Nested
    class ClientAuthentication {

        @Test
        @Tag("quirk-32")
        void basicIsFormEncodedAndReadByAnotherImplementationAsItWasMeant() throws Exception {
            endpoint(Servers.TOKEN, TokenEndpointAuthMethod.CLIENT_SECRET_BASIC, "s%:+ ü")
                    .request(CODE, null);
            ClientSecretBasic basic =
                    ClientSecretBasic.parse(http.requests().get(0).headers().get("Authorization"));

            assertThat(basic.getClientID().getValue()).isEqualTo("https://client.example/a:b c");
            assertThat(basic.getClientSecret().getValue()).isEqualTo("s%:+ ü");
            assertThat(body(0)).doesNotContainKeys("client_id", "client_secret");
        }

        @Test
        @Tag("quirk-32")
        void postPutsBothInTheBody() {
            endpoint(Servers.TOKEN, TokenEndpointAuthMethod.CLIENT_SECRET_POST, "s&=")
                    .request(CODE, null);

            assertThat(body(0)).containsEntry("client_secret", "s&=").containsKey("client_id");
            assertThat(http.requests().get(0).headers()).doesNotContainKey("Authorization");
        }

        @Test
        void nonePutsTheIdentifierInTheBody() {
            request(CODE, null);

            assertThat(body(0)).containsEntry("client_id", "https://client.example/a:b c");
            assertThat(body(0)).doesNotContainKey("client_secret");
        }
    }

    @Nested
    class ResourceIndicator {

        private static final String OWN = "https://mcp.example/token";

        private TokenAnswer own(Map<String, String> parameters) {
            http.computes(OWN, endpoint);
            return endpoint(OWN, TokenEndpointAuthMethod.NONE, null).request(parameters, RESOURCE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"invalid_target", "invalid_request"})
        void staysWhereAnotherHostsAuthorizationServerRefusesIt(String error) {
            endpoint.then(400, "{\"error\":\"" + error + "\"}").then(200, Servers.tokens("t", null));

            assertThat(request(CODE, RESOURCE))
                    .isInstanceOfSatisfying(
                            TokenAnswer.Rejected.class,
                            rejected -> assertThat(rejected.reason()).contains("resource=omit"));
            assertThat(http.requests()).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"invalid_target", "invalid_request"})
        void isLeftOutOnceWhereTheServerStumblesOverIt(String error) {
            endpoint.then(400, "{\"error\":\"" + error + "\"}").then(200, Servers.tokens("t", null));

            assertThat(own(CODE))
                    .isInstanceOfSatisfying(
                            TokenAnswer.Issued.class,
                            issued -> assertThat(issued.resource()).isNull());
            assertThat(body(0)).containsEntry("resource", RESOURCE);
            assertThat(body(1)).doesNotContainKey("resource");
        }

        @Test
        void isLeftOutAfterAServerErrorButNotInARefresh() {
            endpoint.then(500, "").then(200, Servers.tokens("t", null)).then(500, "");

            assertThat(own(CODE)).isInstanceOf(TokenAnswer.Issued.class);
            assertThat(own(REFRESH)).isInstanceOf(TokenAnswer.Unavailable.class);
            assertThat(http.requests()).hasSize(3);
        }

        @Test
        void theFirstAnswerCountsWhereLeavingItOutDidNotHelp() {
            endpoint.then(400, "{\"error\":\"invalid_target\"}").then(400, "{\"error\":\"invalid_grant\"}");

            assertThat(own(CODE))
                    .isInstanceOfSatisfying(
                            TokenAnswer.Rejected.class,
                            rejected -> assertThat(rejected.error()).isEqualTo("invalid_target"));
        }

        @Test
        void otherErrorsAreNotTriedAgain() {
            endpoint.then(400, "{\"error\":\"invalid_grant\"}");
            request(CODE, RESOURCE);

            assertThat(http.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://as.example/token",
                "http://127.0.0.1/token",
                "https://127.0.0.1/token",
                "ftp://as.example/"
            })
    void secretsNeverTravelInTheClearNorToThisMachine(String uri) {
        TokenAnswer answer = endpoint(uri, TokenEndpointAuthMethod.NONE, null).request(CODE, null);

        assertThat(answer).isInstanceOf(TokenAnswer.Unavailable.class);
        assertThat(http.requests()).isEmpty();
    }

    @Nested
    class Answers {

        private TokenAnswer answer(int status, String body) {
            endpoint.then(status, body);
            return request(CODE, null);
        }

        private TokenAnswer.Issued issued(String body) {
            return (TokenAnswer.Issued) answer(200, body);
        }

        @ParameterizedTest
        @Tag("quirk-26")
        @Tag("quirk-28")
        @ValueSource(
                strings = {
                    "{\"access_token\":\"t\"}",
                    "{\"access_token\":\"t\",\"token_type\":\"bearer\"}",
                    "{\"access_token\":\"t\",\"token_type\":\"BEARER\",\"refresh_token\":\"\"}",
                    "{\"access_token\":\"t\",\"expires_in\":null,\"error\":null}",
                    "\uFEFF{\"access_token\":\"t\",\"scope\":[\"a\"]}",
                    "access_token=t&token_type=bearer&scope=",
                    "{\"ok\":true,\"token_type\":\"user\",\"authed_user\":{\"access_token\":\"t\"}}",
                })
        void aTokenIsFoundHoweverOddItsWrapping(String body) {
            assertThat(issued(body).accessToken()).isEqualTo(Secret.of("t"));
            assertThat(issued(body).refreshToken()).isNull();
        }

        @ParameterizedTest
        @Tag("quirk-29")
        @CsvSource({"3600, 3600", "\"3600\", 3600", "0,", "-1,", "null,", "\"soon\",", "99999999999, 315360000"})
        void aLifetimeIsANumberAStringOrUnknown(String wire, @Nullable Long seconds) {
            assertThat(issued("{\"access_token\":\"t\",\"expires_in\":" + wire + "}")
                            .lifetime())
                    .isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
        }

        @ParameterizedTest
        @Tag("quirk-28")
        @CsvSource({"repo gist, repo gist", "'repo,gist', repo gist", "'a,b c', 'a,b c'"})
        void commasSeparateScopesWhereThereAreNoSpaces(String wire, String scope) {
            assertThat(issued("{\"access_token\":\"t\",\"scope\":\"" + wire + "\"}")
                            .scope())
                    .isEqualTo(scope);
        }

        @ParameterizedTest
        @Tag("quirk-27")
        @ValueSource(
                strings = {
                    "{\"error\":\"bad_verification_code\",\"error_description\":\"expired\"}",
                    "{\"ok\":false,\"error\":\"bad_verification_code\"}",
                    "error=bad_verification_code&error_description=expired",
                    "{\"error\":{\"code\":\"bad_verification_code\",\"message\":\"expired\"}}",
                })
        void anErrorWithStatus200IsAnError(String body) {
            assertThat(answer(200, body))
                    .isInstanceOfSatisfying(
                            TokenAnswer.Rejected.class,
                            rejected -> assertThat(rejected.error()).isEqualTo("bad_verification_code"));
        }

        @ParameterizedTest
        @Tag("quirk-31")
        @ValueSource(strings = {"", "OK", "<html>hello</html>", "[]", "\"t\"", "{}", "{\"access_token\":\"\"}"})
        void anAnswerWithoutATokenIsAValueToo(String body) {
            assertThat(answer(200, body)).isInstanceOf(TokenAnswer.Rejected.class);
        }

        @ParameterizedTest
        @Tag("attack-13")
        @ValueSource(strings = {"t\\r\\nX-Evil: 1", "t\\u0000", "tökén", "a b", "\\u007f"})
        void aTokenThatNoHeaderMayCarryIsRefused(String token) {
            assertThat(answer(200, "{\"access_token\":\"" + token + "\"}"))
                    .isInstanceOfSatisfying(
                            TokenAnswer.Rejected.class,
                            rejected -> assertThat(rejected.reason()).contains("no header may carry"));
        }

        @ParameterizedTest
        @ValueSource(ints = {500, 502, 503, 429})
        void aServerInTroubleSaysNothingAboutTheGrant(int status) {
            assertThat(answer(status, "{\"error\":\"invalid_grant\"}")).isInstanceOf(TokenAnswer.Unavailable.class);
        }

        @Test
        void theServersWordsAreQuotedCutAndStripped() {
            String reason = ((TokenAnswer.Rejected) answer(
                            400,
                            "{\"error\":\"x\",\"error_description\":\"\\u001b[31m\\r\\n" + "long".repeat(200) + "\"}"))
                    .reason();

            assertThat(reason).doesNotContain("\u001b", "\n").hasSizeLessThan(400);
        }

        @Test
        void aDeadNetworkSaysNothingAboutTheGrant() {
            endpoint.then(request -> new HttpFetcher.Unreachable("connection refused"));

            assertThat(request(CODE, null))
                    .isInstanceOfSatisfying(
                            TokenAnswer.Unavailable.class,
                            dead -> assertThat(dead.reason()).contains("connection refused"));
        }

        @Test
        void aRedirectIsNotFollowed() {
            assertThat(answer(307, "")).isInstanceOf(TokenAnswer.Rejected.class);
            assertThat(http.requests()).hasSize(1);
        }
    }
}
