package dev.mcpauthfix.engine.metadata;

import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.BEARER;
import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.resource;
import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.metadata.DiscoveryResult.Found;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Why;
import dev.mcpauthfix.engine.port.HttpFetcher.Refused.Cause;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerDiscoveryTest {

    private static final String MCP = "https://h.example/mcp";
    private static final String WELL_KNOWN = "https://h.example/.well-known/oauth-protected-resource/mcp";
    private static final String OAUTH = "/.well-known/oauth-authorization-server";
    private static final String OPENID = "/.well-known/openid-configuration";

    private final DiscoveryScenario scenario = new DiscoveryScenario();

    @Nested
    class SeveralAuthorizationServers {

        @Test
        void areTriedInOrder() {
            names("https://one.example", "https://two.example");
            scenario.network
                    .serves("https://one.example" + OAUTH, server("https://one.example"))
                    .serves("https://two.example" + OAUTH, server("https://two.example"));

            assertThat(issuerFound()).isEqualTo("https://one.example");
            assertThat(scenario.network.urls()).doesNotContain("https://two.example" + OAUTH);
        }

        @Test
        void comeFirstWhereWeHaveAClientAlready() {
            names("https://one.example", "https://two.example");
            scenario.known = Set.of("https://two.example");
            scenario.network
                    .serves("https://one.example" + OAUTH, server("https://one.example"))
                    .serves("https://two.example" + OAUTH, server("https://two.example"));

            assertThat(issuerFound()).isEqualTo("https://two.example");
            assertThat(scenario.network.urls()).doesNotContain("https://one.example" + OAUTH);
        }

        @Test
        void giveWayToTheNextOneOnAnyFailure() {
            names(
                    "https://dead.example",
                    "https://empty.example",
                    "https://forbidden.example",
                    "https://liar.example",
                    "not a url",
                    "https://good.example");
            scenario.network
                    .isUnreachable("https://dead.example" + OAUTH)
                    .serves("https://empty.example" + OAUTH, "{}")
                    .refuses("https://forbidden.example" + OAUTH, Cause.ADDRESS)
                    .serves("https://liar.example" + OAUTH, server("https://other.example"))
                    .serves("https://good.example" + OPENID, server("https://good.example"));

            assertThat(issuerFound()).isEqualTo("https://good.example");
        }

        @Test
        void neverGiveWayToTheOrigin() {
            names("https://one.example", "https://two.example");
            scenario.network
                    .serves("https://h.example" + OAUTH, server("https://h.example"))
                    .serves("https://two.example" + OAUTH, server("https://evil.example"));

            String reason = scenario.stops(Why.INVALID, MCP, BEARER);

            assertThat(reason).contains("https://one.example", "https://two.example", "https://evil.example");
            assertThat(scenario.network.urls()).doesNotContain("https://h.example" + OAUTH);
        }

        @Test
        void areReportedAsUnreachableWhereALaterTryMaySucceed() {
            names("https://one.example", "https://two.example");
            scenario.network.isUnreachable("https://one.example" + OAUTH);

            assertThat(scenario.stops(Why.UNREACHABLE, MCP, BEARER)).contains("connection refused");
            assertThat(scenario.network.urls()).doesNotContain("https://one.example" + OPENID);
        }
    }

    @Nested
    class Addresses {

        @Test
        void ofAnIssuerWithAPathNeverIncludeTheRoot() {
            names("https://as.example/t/");

            scenario.stops(Why.INVALID, MCP, BEARER);

            assertThat(scenario.network.urls())
                    .containsExactly(
                            WELL_KNOWN,
                            "https://as.example/.well-known/oauth-authorization-server/t",
                            "https://as.example/.well-known/openid-configuration/t",
                            "https://as.example/t/.well-known/openid-configuration");
        }

        @Test
        void ofAnIssuerWithoutPathAreTwo() {
            names("https://as.example/");

            scenario.stops(Why.INVALID, MCP, BEARER);

            assertThat(scenario.network.urls())
                    .containsExactly(WELL_KNOWN, "https://as.example" + OAUTH, "https://as.example" + OPENID);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://as.example",
                    "https://as.example?x=1",
                    "https://as.example#x",
                    "javascript:alert(1)",
                    "as.example",
                    "http://localhost:9",
                    "https://169.254.169.254@as.example"
                })
        void ofAnUnusableIssuerAreNone(String issuer) {
            names(issuer);

            assertThat(scenario.stops(Why.INVALID, MCP, BEARER)).contains(issuer);
            assertThat(scenario.network.urls()).containsExactly(WELL_KNOWN);
        }

        @ParameterizedTest
        @Tag("quirk-8")
        @ValueSource(strings = {"<html>", "{}", "{\"error\":\"not found\"}", "[]", ""})
        void thatHoldNoMetadataAreSkipped(String body) {
            names("https://as.example");
            scenario.network
                    .serves("https://as.example" + OAUTH, body)
                    .serves("https://as.example" + OPENID, server("https://as.example"));

            assertThat(issuerFound()).isEqualTo("https://as.example");
        }

        @Test
        @Tag("quirk-15")
        void thatRedirectAwayAreSkipped() {
            names("https://as.example");
            scenario.network
                    .refuses("https://as.example" + OAUTH, Cause.REDIRECT)
                    .serves("https://as.example" + OPENID, server("https://as.example"));

            assertThat(issuerFound()).isEqualTo("https://as.example");
        }
    }

    @Nested
    class TheIssuer {

        @ParameterizedTest
        @CsvSource({
            "https://as.example,    https://as.example",
            "https://as.example,    https://as.example/",
            "https://as.example/,   https://as.example",
            "https://as.example/t,  https://as.example/t/",
            "https://as.example/t/, https://as.example/t"
        })
        void mayDifferByOneTrailingSlashAndIsKeptAsTheDocumentHasIt(String named, String written) {
            names(named);
            scenario.network
                    .serves("https://as.example" + OAUTH, server(written))
                    .serves("https://as.example" + OAUTH + "/t", server(written));

            assertThat(issuerFound()).isEqualTo(written);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://as.example//",
                    "https://AS.example",
                    "http://as.example",
                    "https://as.example:443",
                    "https://as.example/t",
                    "https://evil.example"
                })
        void mustOtherwiseBeIdentical(String written) {
            names("https://as.example");
            scenario.network
                    .serves("https://as.example" + OAUTH, server(written, "https://as.example"))
                    .serves("https://as.example" + OPENID, server("https://as.example"));

            assertThat(scenario.stops(Why.INVALID, MCP, BEARER))
                    .contains(written, "https://as.example", "RFC 8414", "issuer=");
            assertThat(scenario.network.urls()).doesNotContain("https://as.example" + OPENID);
        }

        @Test
        void mustBeThere() {
            names("https://as.example");
            scenario.network.serves("https://as.example" + OAUTH, "{\"token_endpoint\":\"https://as.example/token\"}");

            assertThat(scenario.stops(Why.INVALID, MCP, BEARER)).contains("has no issuer");
        }
    }

    @Nested
    class Pinned {

        @Test
        void isTheOnlyOneAskedAndTheMcpUriIsTheResource() {
            scenario.issuer = "https://as.example/t";
            scenario.network.serves("https://as.example" + OAUTH + "/t", server("https://as.example/t"));

            Found found = scenario.finds(MCP + "?q=1", BEARER);

            assertThat(scenario.network.urls()).containsExactly("https://as.example" + OAUTH + "/t");
            assertThat(found.rung()).isEqualTo(Rung.CONFIGURED);
            assertThat(found.resource().identifier()).isEqualTo(MCP);
            assertThat(found.resource().document()).isNull();
        }

        @Test
        void winsOverAHint() {
            scenario.issuer = "https://as.example";
            scenario.network.serves("https://as.example" + OAUTH, server("https://as.example"));

            scenario.finds(MCP, DiscoveryScenario.hint("/m"));

            assertThat(scenario.network.urls()).containsExactly("https://as.example" + OAUTH);
        }

        @Test
        void isCheckedLikeAnyOther() {
            scenario.issuer = "https://as.example";
            scenario.network.serves("https://as.example" + OAUTH, server("https://evil.example"));

            scenario.stops(Why.INVALID, MCP, BEARER);
        }

        @Test
        void isNoReasonToAnswerABasicChallenge() {
            scenario.issuer = "https://as.example";

            scenario.stops(Why.NOT_OAUTH, MCP, "Basic realm=\"x\"");

            assertThat(scenario.network.requests()).isEmpty();
        }
    }

    private void names(String... issuers) {
        scenario.network.serves(WELL_KNOWN, resource(MCP, issuers));
    }

    private String issuerFound() {
        return scenario.finds(MCP, BEARER).server().issuer();
    }
}
