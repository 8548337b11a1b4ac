package dev.mcpauthfix.engine.metadata;

import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.BEARER;
import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.metadata.DiscoveryResult.Found;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Why;
import dev.mcpauthfix.engine.port.HttpFetcher.Refused.Cause;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginDiscoveryTest {

    private static final String ORIGIN = "https://mcp.example.com";
    private static final String MCP = ORIGIN + "/v1/mcp";
    private static final String OAUTH = ORIGIN + "/.well-known/oauth-authorization-server";
    private static final String OPENID = ORIGIN + "/.well-known/openid-configuration";

    private final DiscoveryScenario scenario = new DiscoveryScenario();

    @Nested
    class TheChallenge {

        @Test
        void mayBeMissingAltogether() {
            scenario.network.serves(OAUTH, server(ORIGIN));

            assertThat(scenario.finds(MCP).rung()).isEqualTo(Rung.SERVER_METADATA_ORIGIN);
        }

        @ParameterizedTest
        @Tag("attack-19")
        @ValueSource(strings = {"Basic realm=\"x\"", "Digest nonce=\"x\"", "Negotiate", "NTLM, Basic"})
        void sendsNothingWhereOnlyOtherSchemesAreOffered(String challenge) {
            String reason = scenario.stops(Why.NOT_OAUTH, MCP, challenge);

            assertThat(reason).contains(challenge.split("[ ,]", 2)[0]);
            assertThat(scenario.network.requests()).isEmpty();
        }

        @Test
        void isBearerWhereItStandsBesideNegotiate() {
            assertThat(scenario.finds(MCP, "Negotiate", "Bearer").rung()).isEqualTo(Rung.DEFAULT_ENDPOINTS);
        }

        @Test
        void allowsNoDefaultEndpointsWhereItIsMissing() {
            assertThat(scenario.stops(Why.NOT_OAUTH, MCP)).contains("404", "issuer=");
        }
    }

    @Nested
    class Addresses {

        @Test
        void ofTheOriginComeBeforeThoseOfThePath() {
            scenario.network.serves(OPENID, server(ORIGIN)).serves(OAUTH + "/v1/mcp", server(ORIGIN));

            assertThat(scenario.finds(MCP, BEARER).rung()).isEqualTo(Rung.SERVER_METADATA_ORIGIN);
        }

        @ParameterizedTest
        @Tag("quirk-18")
        @ValueSource(
                strings = {
                    ORIGIN + "/.well-known/oauth-authorization-server/v1/mcp",
                    ORIGIN + "/.well-known/openid-configuration/v1/mcp",
                    ORIGIN + "/v1/mcp/.well-known/oauth-authorization-server",
                    ORIGIN + "/v1/mcp/.well-known/openid-configuration"
                })
        void ofThePathAreInsertedAndAppended(String address) {
            scenario.network.serves(address, server(MCP));

            assertThat(scenario.finds(MCP, BEARER).rung()).isEqualTo(Rung.SERVER_METADATA_PATH);
        }

        @Test
        void ofAPathWithTrailingSlashCarryNone() {
            scenario.network.serves(OAUTH + "/v1/mcp", server(ORIGIN));

            assertThat(scenario.finds(MCP + "/", BEARER).rung()).isEqualTo(Rung.SERVER_METADATA_PATH);
        }

        @Test
        void thatCannotBeReachedStopTheSearch() {
            scenario.network.isUnreachable(OAUTH).serves(OPENID, server(ORIGIN));

            assertThat(scenario.stops(Why.UNREACHABLE, MCP, BEARER)).contains("connection refused");
        }

        @Test
        void thatPolicyForbidsStopTheSearch() {
            scenario.network.refuses(OAUTH, Cause.ADDRESS);

            scenario.stops(Why.INVALID, MCP, BEARER);
        }

        @ParameterizedTest
        @ValueSource(strings = {"<!doctype html><title>App</title>", "{}", "{\"detail\":\"Not Found\"}", "Not Found"})
        void thatHoldNoMetadataLeadToTheDefaultEndpoints(String body) {
            scenario.network.serves(OAUTH, body).serves(OPENID, body);

            assertThat(scenario.finds(MCP, BEARER).rung()).isEqualTo(Rung.DEFAULT_ENDPOINTS);
        }

        @Test
        void thatRedirectElsewhereAreSkipped() {
            scenario.network.refuses(OAUTH, Cause.REDIRECT).serves(OPENID, server(ORIGIN));

            assertThat(scenario.finds(MCP, BEARER).rung()).isEqualTo(Rung.SERVER_METADATA_ORIGIN);
        }

        @Test
        @Tag("quirk-3")
        void mayComeFromAuthorizationUriOfTheSameOrigin() {
            String address = ORIGIN + "/auth/.well-known/oauth-authorization-server";
            scenario.network.serves(address, server(ORIGIN + "/auth"));

            assertThat(scenario.finds(MCP, "Bearer authorization_uri=\"" + address + "\"")
                            .rung())
                    .isEqualTo(Rung.SERVER_METADATA_ORIGIN);
        }

        @ParameterizedTest
        @Tag("quirk-3")
        @ValueSource(
                strings = {
                    "https://api.example.com/.well-known/oauth-authorization-server",
                    ORIGIN + "/authorize",
                    "/.well-known/x"
                })
        void neverComeFromAnyOtherAuthorizationUri(String address) {
            scenario.network.serves(address, server(ORIGIN));

            assertThat(scenario.finds(MCP, "Bearer authorization_uri=\"" + address + "\"")
                            .rung())
                    .isEqualTo(Rung.DEFAULT_ENDPOINTS);
            assertThat(scenario.network.urls()).doesNotContain(address);
        }
    }

    @Nested
    class TheDocument {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    ORIGIN,
                    ORIGIN + "/",
                    ORIGIN + "/v1/mcp/oauth",
                    "HTTPS://MCP.example.com:443",
                    "https://cf.mcp.example.com",
                    "https://a.b.mcp.example.com/x"
                })
        void mayNameAnIssuerOfTheSameOriginOrBelowItsHost(String issuer) {
            scenario.network.serves(OAUTH, server(issuer, ORIGIN));

            assertThat(scenario.finds(MCP, BEARER).server().issuer()).isEqualTo(issuer);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://as.example.com",
                    "https://example.com",
                    "http://mcp.example.com",
                    "http://cf.mcp.example.com",
                    "https://mcp.example.com:8443",
                    "https://mcp.example.com.evil.com",
                    "https://evilmcp.example.com",
                    "urn:issuer",
                    "localhost"
                })
        void mayNameNoOtherIssuer(String issuer) {
            scenario.network.serves(OAUTH, server(issuer, ORIGIN)).serves(OPENID, server(ORIGIN));

            assertThat(scenario.stops(Why.INVALID, MCP, BEARER)).contains(issuer, ORIGIN, "issuer=");
            assertThat(scenario.network.urls()).doesNotContain(OPENID);
        }

        @ParameterizedTest
        @CsvSource({
            "authorization_endpoint, https://honest-as.example/authorize",
            "token_endpoint,         https://evil.example/token",
            "registration_endpoint,  https://evil.example/register"
        })
        void mayNameNoEndpointOfSomebodyElse(String name, String url) {
            scenario.network.serves(OAUTH, with(name, "\"" + url + "\""));

            assertThat(scenario.stops(Why.INVALID, MCP, BEARER)).contains(name, url, "issuer=");
        }

        @Test
        void mayNameEndpointsBelowTheHost() {
            scenario.network.serves(OAUTH, server("https://cf.mcp.example.com"));

            assertThat(scenario.finds(MCP, BEARER).server().tokenEndpoint())
                    .hasToString("https://cf.mcp.example.com/token");
        }

        @Test
        void losesARegistrationEndpointThatIsUnusable() {
            scenario.network.serves(OAUTH, with("registration_endpoint", "\"/register\""));

            assertThat(scenario.finds(MCP, BEARER).server().registrationEndpoint())
                    .isNull();
        }

        @Test
        void rulesOutDefaultEndpointsWhenItIsInvalid() {
            scenario.network.serves(OAUTH, with("code_challenge_methods_supported", "[\"plain\"]"));

            assertThat(scenario.stops(Why.INVALID, MCP, BEARER)).contains("plain", "S256");
        }
    }

    @Test
    void heals61376() {
        String origin = "https://api.speak-up.example";
        scenario.network.serves(
                origin + "/.well-known/oauth-authorization-server", server(origin, origin + "/v2/mcp/oauth"));

        Found found = scenario.finds(origin + "/v2/mcp/transport/", BEARER);

        assertThat(found.rung()).isEqualTo(Rung.SERVER_METADATA_ORIGIN);
        assertThat(found.server().registrationEndpoint()).hasToString(origin + "/v2/mcp/oauth/register");
        assertThat(found.resource().identifier()).isEqualTo(origin + "/v2/mcp/transport/");
        assertThat(found.requests()).isEqualTo(4);
    }

    private static String with(String name, String json) {
        String valid = server(ORIGIN);
        return valid.substring(0, valid.length() - 1) + ",\"" + name + "\":" + json + "}";
    }
}
