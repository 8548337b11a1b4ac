package dev.mcpauthfix.engine.metadata;

import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.BEARER;
import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.resource;
import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.metadata.DiscoveryResult.Found;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Why;
import dev.mcpauthfix.engine.port.HttpFetcher.Refused.Cause;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectedResourceDiscoveryTest {

    private static final String MCP = "https://h.example/a/b";
    private static final String WELL_KNOWN = "https://h.example/.well-known/oauth-protected-resource";
    private static final String SERVER = "https://as.example";

    private final DiscoveryScenario scenario = new DiscoveryScenario();

    @BeforeEach
    void authorizationServerIsUp() {
        scenario.network.serves(SERVER + "/.well-known/oauth-authorization-server", server(SERVER));
    }

    @Nested
    class WithoutAHint {

        @Test
        void keepsATrailingSlashFirstAndThenStripsIt() {
            String mcp = "https://api.example/v2/mcp/transport/";

            scenario.finds(mcp, BEARER);

            assertThat(scenario.network.urls())
                    .startsWith(
                            "https://api.example/.well-known/oauth-protected-resource/v2/mcp/transport/",
                            "https://api.example/.well-known/oauth-protected-resource/v2/mcp/transport",
                            "https://api.example/.well-known/oauth-protected-resource");
        }

        @Test
        void takesNoQueryIntoWellKnownAddresses() {
            scenario.network.serves(WELL_KNOWN + "/a/b", resource(MCP, SERVER));

            Found found = scenario.finds(MCP + "?q=1#f", BEARER);

            assertThat(found.resource().mcpUri()).hasToString(MCP);
        }

        @Test
        void asksTheRootOnceForAUriWithoutPath() {
            scenario.network.serves(WELL_KNOWN, resource("https://h.example/", SERVER));

            assertThat(scenario.finds("https://h.example/", BEARER).rung()).isEqualTo(Rung.RESOURCE_METADATA_ROOT);
            assertThat(scenario.network.urls()).startsWith(WELL_KNOWN).hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(ints = {204, 301, 400, 401, 403, 404, 405, 406, 410, 429, 500, 502, 503})
        void goesOnAfterAnyStatusThatIsNoSuccess(int status) {
            scenario.network
                    .answers(WELL_KNOWN + "/a/b", status, "")
                    .serves(WELL_KNOWN, resource("https://h.example", SERVER));

            assertThat(scenario.finds(MCP, BEARER).rung()).isEqualTo(Rung.RESOURCE_METADATA_ROOT);
        }

        @ParameterizedTest
        @ValueSource(strings = {"REDIRECT", "SIZE"})
        void goesOnAfterAnAnswerThatPolicyCutShort(Cause cause) {
            scenario.network
                    .refuses(WELL_KNOWN + "/a/b", cause)
                    .serves(WELL_KNOWN, resource("https://h.example", SERVER));

            assertThat(scenario.finds(MCP, BEARER).rung()).isEqualTo(Rung.RESOURCE_METADATA_ROOT);
        }

        @Test
        void stopsWhenPolicyForbidsTheAddress() {
            scenario.network.refuses(WELL_KNOWN + "/a/b", Cause.ADDRESS);

            assertThat(scenario.stops(Why.INVALID, MCP, BEARER)).contains("not allowed by the test");
            assertThat(scenario.network.urls()).hasSize(1);
        }

        @Test
        void stopsOnANetworkFailureAndSaysSo() {
            scenario.network.isUnreachable(WELL_KNOWN + "/a/b").serves(WELL_KNOWN, resource(MCP, SERVER));

            assertThat(scenario.stops(Why.UNREACHABLE, MCP, BEARER)).contains("connection refused", "try again");
            assertThat(scenario.network.urls()).hasSize(1);
        }
    }

    @Nested
    class TheDocument {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://h.example/a/b",
                    "https://h.example/a/b/",
                    "https://h.example/a",
                    "https://h.example",
                    "https://h.example/",
                    "HTTPS://H.example:443/a"
                })
        void keepsTheResourceByteForByte(String resource) {
            scenario.network.serves(WELL_KNOWN + "/a/b", resource(resource, SERVER));

            assertThat(scenario.finds(MCP, BEARER).resource().identifier()).isEqualTo(resource);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://h.example/a/bc", "https://h.example/other", "http://h.example/a/b",
                            "https://h.example:8443/a",
                    "https://evil.example/a/b", "urn:example:mcp", "h.example", "https://h.example/a#b"
                })
        void stopsEverythingWhereItsResourceIsAnother(String resource) {
            scenario.network
                    .serves(WELL_KNOWN + "/a/b", resource(resource, SERVER))
                    .serves(WELL_KNOWN, resource("https://h.example", SERVER));

            assertThat(scenario.stops(Why.INVALID, MCP, BEARER)).contains(resource);
            assertThat(scenario.network.urls()).hasSize(1);
        }

        @Test
        void mayNameAResourceWithTheQueryOfTheRequest() {
            scenario.network.serves(WELL_KNOWN + "/a/b", resource(MCP + "?tenant=1", SERVER));

            assertThat(scenario.finds(MCP + "?tenant=1", BEARER).resource().identifier())
                    .isEqualTo(MCP + "?tenant=1");
            scenario.stops(Why.INVALID, MCP + "?tenant=2", BEARER);
        }

        @Test
        void isSkippedWithoutAuthorizationServers() {
            scenario.network
                    .serves(WELL_KNOWN + "/a/b", "{\"resource\":\"" + MCP + "\",\"authorization_servers\":[]}")
                    .serves(WELL_KNOWN, resource("https://h.example", SERVER));

            Found found = scenario.finds(MCP, BEARER);

            assertThat(found.rung()).isEqualTo(Rung.RESOURCE_METADATA_ROOT);
        }

        @Test
        void stillNamesTheResourceAndScopesWhereOnlyTheOriginIsLeft() {
            scenario.network
                    .serves(WELL_KNOWN + "/a/b", "{\"resource\":\"https://h.example/a\",\"scopes_supported\":[\"x\"]}")
                    .serves("https://h.example/.well-known/oauth-authorization-server", server("https://h.example"));

            Found found = scenario.finds(MCP, BEARER);

            assertThat(found.rung()).isEqualTo(Rung.SERVER_METADATA_ORIGIN);
            assertThat(found.resource().identifier()).isEqualTo("https://h.example/a");
            assertThat(found.resource().scopesSupported()).containsExactly("x");
        }

        @Test
        void rulesOutDefaultEndpointsEvenWithoutAuthorizationServers() {
            scenario.network.serves(WELL_KNOWN + "/a/b", "{\"resource\":\"" + MCP + "\"}");

            assertThat(scenario.stops(Why.INVALID, MCP, BEARER)).contains("authorization_servers", "issuer=");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {"[] |", "null |", "7 |", "[\"a\",\"b\"] | a b", "\"a\" | a", "[\"a\",7] | a"})
        void listsScopesOrSaysNothing(String json, String scopes) {
            scenario.network.serves(
                    WELL_KNOWN + "/a/b",
                    "\uFEFF{\"resource\":\"" + MCP + "\",\"authorization_servers\":[\"" + SERVER
                            + "\"],\"scopes_supported\":" + json + ",\"unknown\":{\"a\":[1]}}");

            var listed = scenario.finds(MCP, BEARER).resource().scopesSupported();

            assertThat(listed == null ? null : String.join(" ", listed)).isEqualTo(scopes);
        }
    }
}
