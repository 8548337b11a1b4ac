package dev.mcpauthfix.engine.metadata;

import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.BEARER;
import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.resource;
import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.id.Identifier;
import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Why;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationServerDocumentTest {

    private static final String ISSUER = "https://as.example";

    private final DiscoveryScenario scenario = new DiscoveryScenario();

    @Nested
    class ProofKeyForCodeExchange {

        @Test
        void mustBePromised() {
            serves(without("code_challenge_methods_supported"));

            assertThat(stops()).contains("code_challenge_methods_supported", "S256", "pkce=assume-s256");
        }

        @Test
        void mayBeAssumedWhereNothingIsSaid() {
            scenario.assumePkce = true;
            serves(without("code_challenge_methods_supported"));

            assertThat(found().issuer()).isEqualTo(ISSUER);
        }

        @ParameterizedTest
        @Tag("attack-10")
        @ValueSource(strings = {"[\"plain\"]", "[]", "[\"s256\"]"})
        void mayNotBeAssumedWhereAListLacksIt(String methods) {
            scenario.assumePkce = true;
            serves(with("code_challenge_methods_supported", methods));

            assertThat(stops()).contains("S256");
        }

        @ParameterizedTest
        @ValueSource(strings = {"[\"plain\"]", "null"})
        void isNoMatterToClientCredentials(String methods) {
            scenario.grant = EngineSettings.Grant.CLIENT_CREDENTIALS;
            serves(with("code_challenge_methods_supported", methods));

            assertThat(found().issuer()).isEqualTo(ISSUER);
        }
    }

    @Nested
    class Endpoints {

        @ParameterizedTest
        @CsvSource({
            "token_endpoint,         null",
            "token_endpoint,         \"/token\"",
            "token_endpoint,         \"http://as.example/token\"",
            "token_endpoint,         \"http://localhost:1/token\"",
            "token_endpoint,         \"https://127.0.0.1/token\"",
            "authorization_endpoint, null",
            "authorization_endpoint, \"javascript:alert(1)\"",
            "authorization_endpoint, \"https://as.example/a#b\"",
            "authorization_endpoint, \"https://x@as.example/a\""
        })
        void mustBeUsable(String name, String value) {
            serves(with(name, value));

            assertThat(stops()).contains(name, "https");
        }

        @Test
        void mayBeOnAnotherHostThanTheIssuer() {
            serves(with("token_endpoint", "\"https://oauth2.example/token\""));

            assertThat(found().tokenEndpoint()).hasToString("https://oauth2.example/token");
        }

        @Test
        void ofAuthorizationIsNoMatterToClientCredentials() {
            scenario.grant = EngineSettings.Grant.CLIENT_CREDENTIALS;
            serves(without("authorization_endpoint"));

            assertThat(found().authorizationEndpoint()).isNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"http://as.example/register\"", "\"/register\"", "7", "\"\""})
        void ofRegistrationAreDroppedWhereUnusable(String value) {
            serves(with("registration_endpoint", value));

            assertThat(found().registrationEndpoint()).isNull();
        }

        @Test
        void keepTheirQuery() {
            serves(with("authorization_endpoint", "\"https://as.example/a?tenant=1\""));

            assertThat(found().authorizationEndpoint()).hasToString("https://as.example/a?tenant=1");
        }
    }

    @Nested
    class Tolerance {

        @Test
        void readsPlainTextWithAByteOrderMarkAndUnknownMembers() {
            serves("\uFEFF " + with("x", "{\"deep\":[[1]]}"));

            assertThat(found().issuer()).isEqualTo(ISSUER);
        }

        @Test
        void needsNoResponseTypes() {
            serves(without("response_types_supported"));

            assertThat(found().issuer()).isEqualTo(ISSUER);
        }

        @Test
        void takesEmptyAndOddListsForSilence() {
            String odd = "{\"scopes_supported\":[],\"grant_types_supported\":7,"
                    + "\"token_endpoint_auth_methods_supported\":null,"
                    + server(ISSUER).substring(1);
            serves(odd);

            var server = found();
            assertThat(server.scopesSupported()).isNull();
            assertThat(server.grantTypesSupported()).isNull();
            assertThat(server.tokenEndpointAuthMethodsSupported()).isNull();
        }

        @Test
        void quotesAndCutsWhatTheServerWrote() {
            serves(with("token_endpoint", "\"evil\\r\\nINFO all is well\\u001b[2J" + "x".repeat(1000) + "\""));

            assertThat(stops())
                    .contains("\"evilINFO all is well[2J")
                    .doesNotContain("\u001b")
                    .hasSizeLessThan(700);
        }
    }

    @Nested
    class ComparedWithNimbus {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"scopes_supported\":[\"a\",\"b\"]}",
                    "{\"grant_types_supported\":[\"authorization_code\",\"refresh_token\"]}",
                    "{\"token_endpoint_auth_methods_supported\":[\"none\",\"client_secret_basic\",\"private_key_jwt\"],"
                            + "\"token_endpoint_auth_signing_alg_values_supported\":[\"ES256\"]}",
                    "{\"authorization_response_iss_parameter_supported\":true}",
                    "{\"authorization_response_iss_parameter_supported\":false,\"jwks_uri\":\"https://as.example/jwks\"}"
                })
        void readsTheSameInAValidDocument(String extra) throws ParseException {
            String json = merged(extra);
            serves(json);

            AuthorizationServerMetadata theirs = AuthorizationServerMetadata.parse(json);
            var ours = found();

            assertThat(ours.issuer()).isEqualTo(theirs.getIssuer().getValue());
            assertThat(ours.authorizationEndpoint()).isEqualTo(theirs.getAuthorizationEndpointURI());
            assertThat(ours.tokenEndpoint()).isEqualTo(theirs.getTokenEndpointURI());
            assertThat(ours.registrationEndpoint()).isEqualTo(theirs.getRegistrationEndpointURI());
            assertThat(ours.scopesSupported()).isEqualTo(texts(theirs.getScopes()));
            assertThat(ours.issParameterSupported()).isEqualTo(theirs.supportsAuthorizationResponseIssuerParam());
            if (ours.grantTypesSupported() != null) {
                assertThat(ours.grantTypesSupported())
                        .isEqualTo(theirs.getGrantTypes().stream()
                                .map(GrantType::getValue)
                                .toList());
            }
            if (ours.tokenEndpointAuthMethodsSupported() != null) {
                assertThat(ours.tokenEndpointAuthMethodsSupported())
                        .isEqualTo(texts(theirs.getTokenEndpointAuthMethods()));
            }
        }

        private static @Nullable List<String> texts(@Nullable Collection<? extends Identifier> values) {
            return values == null
                    ? null
                    : values.stream().map(Identifier::getValue).toList();
        }

        private static String merged(String extra) {
            String valid = server(ISSUER);
            return extra.equals("{}") ? valid : valid.substring(0, valid.length() - 1) + "," + extra.substring(1);
        }
    }

    private void serves(String json) {
        scenario.network
                .serves(
                        "https://h.example/.well-known/oauth-protected-resource/mcp",
                        resource("https://h.example/mcp", ISSUER))
                .serves(ISSUER + "/.well-known/oauth-authorization-server", json);
    }

    private dev.mcpauthfix.engine.metadata.AuthorizationServerMetadata found() {
        return scenario.finds("https://h.example/mcp", BEARER).server();
    }

    private String stops() {
        return scenario.stops(Why.INVALID, "https://h.example/mcp", BEARER);
    }

    private static String with(String name, String json) {
        String valid = server(ISSUER);
        return valid.substring(0, valid.length() - 1) + ",\"" + name + "\":" + json + "}";
    }

    private static String without(String name) {
        return server(ISSUER).replace("\"" + name + "\"", "\"x_" + name + "\"");
    }
}
