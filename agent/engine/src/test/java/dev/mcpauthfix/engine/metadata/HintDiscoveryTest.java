package dev.mcpauthfix.engine.metadata;

import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.BEARER;
import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.hint;
import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.resource;
import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.EngineSettings;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Why;
import dev.mcpauthfix.engine.port.HttpFetcher.Refused.Cause;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HintDiscoveryTest {

    private static final String MCP = "https://h.example/a/b";
    private static final String WELL_KNOWN = "https://h.example/.well-known/oauth-protected-resource";
    private static final String SERVER = "https://as.example";

    private final DiscoveryScenario scenario = new DiscoveryScenario();

    @BeforeEach
    void authorizationServerIsUp() {
        scenario.network.serves(SERVER + "/.well-known/oauth-authorization-server", server(SERVER));
    }

    @Nested
    class TheHint {

        @ParameterizedTest
        @CsvSource({
            "/meta.json,                    https://h.example/meta.json",
            "meta.json,                     https://h.example/a/meta.json",
            "https://cdn.example/meta.json, https://cdn.example/meta.json",
            "https://h.example/m?for=b,     https://h.example/m?for=b"
        })
        void isResolvedAgainstTheRequestUri(String hint, String address) {
            scenario.network.serves(address, resource(MCP, SERVER));

            assertThat(scenario.finds(MCP + "?q=1", hint(hint)).rung()).isEqualTo(Rung.HINT);
            assertThat(scenario.network.urls()).startsWith(address);
        }

        @Test
        void isResolvedAgainstAnOriginWithoutPath() {
            scenario.network.serves("https://h.example/meta.json", resource("https://h.example", SERVER));

            assertThat(scenario.finds("https://h.example", hint("meta.json")).rung())
                    .isEqualTo(Rung.HINT);
        }

        @Test
        void isTriedInOrderWhereThereAreSeveral() {
            scenario.network.serves("https://h.example/2", resource(MCP, SERVER));

            scenario.finds(MCP, "Bearer resource_metadata=\"/1\", resource_metadata=\"/2\", resource_metadata=\"/3\"");

            assertThat(scenario.network.urls())
                    .startsWith("https://h.example/1", "https://h.example/2")
                    .doesNotContain("https://h.example/3");
        }

        @Test
        void isFoundBehindOtherChallengesAndOnOtherLines() {
            scenario.network.serves("https://h.example/m", resource(MCP, SERVER));

            assertThat(scenario.finds(MCP, "Negotiate", "Basic realm=\"x\", DPoP resource_metadata=\"/m\"")
                            .rung())
                    .isEqualTo(Rung.HINT);
        }

        @Test
        void isWorthMoreThanTheWellKnownDocumentsOfAnotherPath() {
            scenario.network
                    .serves("https://h.example/m", resource(MCP, SERVER))
                    .serves(WELL_KNOWN, resource("https://h.example", "https://other.example"));

            assertThat(scenario.finds(MCP, hint("/m")).server().issuer()).isEqualTo(SERVER);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"authorization_servers\":[\"https://as.example\"]}", "{"})
        void givesWayToWellKnownAddressesWhenItHoldsNoMetadata(String body) {
            scenario.network.serves("https://h.example/m", body).serves(WELL_KNOWN + "/a/b", resource(MCP, SERVER));

            assertThat(scenario.finds(MCP, hint("/m")).rung()).isEqualTo(Rung.RESOURCE_METADATA_PATH);
        }

        @Test
        void givesWayToWellKnownAddressesWhenItsHostIsDead() {
            scenario.network
                    .isUnreachable("https://dead.example/m")
                    .serves(WELL_KNOWN, resource("https://h.example", SERVER));

            assertThat(scenario.finds(MCP, hint("https://dead.example/m")).rung())
                    .isEqualTo(Rung.RESOURCE_METADATA_ROOT);
        }

        @Test
        void givesWayToWellKnownAddressesWhenPolicyForbidsIt() {
            scenario.network
                    .refuses("https://10.0.0.1/m", Cause.ADDRESS)
                    .serves(WELL_KNOWN + "/a/b", resource(MCP, SERVER));

            assertThat(scenario.finds(MCP, hint("https://10.0.0.1/m")).rung()).isEqualTo(Rung.RESOURCE_METADATA_PATH);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://h.example/m", "file:///etc/passwd", "http://localhost:1/m", "https://127.0.0.1/m",
                    "https://2130706433/m", "http://[::ffff:127.0.0.1]/m", "https://u:p@h.example/m",
                            "https://h.example/ m",
                    "javascript:alert(1)"
                })
        void isNeverAskedWhereItsUrlIsNoneThatMayBeAsked(String hint) {
            scenario.network.serves(WELL_KNOWN + "/a/b", resource(MCP, SERVER));

            scenario.finds(MCP, hint(hint));

            assertThat(scenario.network.urls())
                    .containsExactly(WELL_KNOWN + "/a/b", SERVER + "/.well-known/oauth-authorization-server");
        }

        @Test
        void neverLeadsToTheOriginAsAuthorizationServerWhenItFails() {
            scenario.network.serves(
                    "https://h.example/.well-known/oauth-authorization-server", server("https://h.example"));

            String reason = scenario.stops(Why.INVALID, MCP, hint("/m"));

            assertThat(reason).contains("/m", "404", "issuer=");
            assertThat(scenario.network.urls()).containsExactly("https://h.example/m", WELL_KNOWN + "/a/b", WELL_KNOWN);
        }

        @Test
        void isReportedAsUnreachableWhenItsHostIsDeadAndNothingElseAnswers() {
            scenario.network.isUnreachable("https://dead.example/m");

            assertThat(scenario.stops(Why.UNREACHABLE, MCP, hint("https://dead.example/m")))
                    .contains("https://dead.example/m", "connection refused");
        }

        @Test
        void isAskedOnceWhereItIsAWellKnownAddress() {
            scenario.stops(Why.INVALID, MCP, hint(WELL_KNOWN + "/a/b"));

            assertThat(scenario.network.urls()).containsExactly(WELL_KNOWN + "/a/b", WELL_KNOWN);
        }
    }

    @Nested
    class Strict {

        @BeforeEach
        void isSet() {
            scenario.discovery = EngineSettings.Discovery.STRICT;
        }

        @Test
        void followsTheHint() {
            scenario.network.serves("https://h.example/m", resource(MCP, SERVER));

            assertThat(scenario.finds(MCP, hint("/m")).rung()).isEqualTo(Rung.HINT);
        }

        @Test
        void sendsNothingWithoutAHint() {
            assertThat(scenario.stops(Why.NO_HINT, MCP, BEARER)).contains("discovery=lenient");
            assertThat(scenario.network.requests()).isEmpty();
        }

        @Test
        void asksNothingElseWhenTheHintFails() {
            scenario.network.serves(WELL_KNOWN + "/a/b", resource(MCP, SERVER));

            scenario.stops(Why.INVALID, MCP, hint("/m"));

            assertThat(scenario.network.urls()).containsExactly("https://h.example/m");
        }

        @Test
        void stopsWhenTheHintNamesNoServer() {
            scenario.network.serves("https://h.example/m", "{\"resource\":\"" + MCP + "\"}");

            assertThat(scenario.stops(Why.INVALID, MCP, hint("/m"))).contains("discovery=strict");
            assertThat(scenario.network.urls()).hasSize(1);
        }
    }
}
