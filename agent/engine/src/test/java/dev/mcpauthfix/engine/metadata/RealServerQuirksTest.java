package dev.mcpauthfix.engine.metadata;

import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.BEARER;
import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.hint;
import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.resource;
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

/** Shapes that real servers were reported to have, by the issue that reported them. */
class RealServerQuirksTest {

    private static final String ORIGIN = "https://mcp.example";
    private static final String MCP = ORIGIN + "/mcp";
    private static final String RESOURCE = "/.well-known/oauth-protected-resource";
    private static final String OAUTH = "/.well-known/oauth-authorization-server";
    private static final String OPENID = "/.well-known/openid-configuration";

    private final DiscoveryScenario scenario = new DiscoveryScenario();

    @Nested
    class Challenges {

        /** obot#7155, epam/ai-dial-core#1498. */
        @Test
        @Tag("quirk-2")
        void aBareUnauthorizedStillLeadsToTheResourceMetadata() {
            publishes(ORIGIN + RESOURCE + "/mcp");

            assertThat(scenario.finds(MCP).rung()).isEqualTo(Rung.RESOURCE_METADATA_PATH);
        }

        /** claude-code#59463: the hint names a document on another host, which nothing vouches for. */
        @Test
        @Tag("quirk-3")
        void anAuthorizationUriElsewhereDoesNotHideTheOriginsOwnMetadata() {
            scenario.network.serves(ORIGIN + OAUTH, server(ORIGIN));

            scenario.finds(MCP, "Bearer authorization_uri=\"https://api.example" + OAUTH + "\"");

            assertThat(scenario.network.urls()).allMatch(url -> url.startsWith(ORIGIN));
        }

        /** claude-code#46539. */
        @Test
        @Tag("quirk-4")
        void aRelativeHintIsFollowed() {
            publishes(ORIGIN + "/oauth/resource");

            assertThat(scenario.finds(MCP, hint("/oauth/resource")).rung()).isEqualTo(Rung.HINT);
        }

        /** getsentry/sentry-mcp#939. */
        @Test
        @Tag("quirk-5")
        void theSecondOfTwoHintsIsFollowedWhenTheFirstIsNotFound() {
            publishes(ORIGIN + "/second");

            Found found = scenario.finds(
                    MCP,
                    "Bearer resource_metadata=\"" + ORIGIN + "/first\", resource_metadata=\"" + ORIGIN + "/second\"");

            assertThat(found.rung()).isEqualTo(Rung.HINT);
        }

        /** claude-code#58802, #66456. */
        @Test
        @Tag("quirk-6")
        void aHintAtAPathOfItsOwnIsFollowed() {
            publishes(ORIGIN + RESOURCE + "/somewhere/else");

            assertThat(scenario.finds(MCP, hint(ORIGIN + RESOURCE + "/somewhere/else"))
                            .rung())
                    .isEqualTo(Rung.HINT);
        }

        /** typescript-sdk#1951. */
        @Test
        @Tag("quirk-7")
        void aNegotiateChallengeDoesNotHideTheHint() {
            publishes(ORIGIN + "/m");

            assertThat(scenario.finds(MCP, hint(ORIGIN + "/m"), "Negotiate").rung())
                    .isEqualTo(Rung.HINT);
        }

        /** better-auth#10857. */
        @Test
        @Tag("quirk-7")
        void aDpopChallengeWithoutAHintLeadsToTheResourceMetadata() {
            publishes(ORIGIN + RESOURCE);

            assertThat(scenario.finds(MCP, "DPoP algs=\"ES256\"").rung()).isEqualTo(Rung.RESOURCE_METADATA_ROOT);
        }
    }

    @Nested
    class WellKnownAddresses {

        /** typescript-sdk#2783, #1631, gram#3188, outline#11572, claude-code#56357, #7290, neotoma#2049. */
        @ParameterizedTest
        @Tag("quirk-8")
        @Tag("quirk-9")
        @Tag("quirk-10")
        @Tag("quirk-11")
        @Tag("quirk-12")
        @Tag("quirk-13")
        @Tag("quirk-14")
        @CsvSource({
            "401, ''",
            "403, Forbidden",
            "502, <html>Bad Gateway</html>",
            "500, Only HTML requests are supported here",
            "200, <!doctype html><div id=root>",
            "200, {}",
            "200, Not Found",
            "404, Not Found"
        })
        void thatAnswerAnythingButMetadataArePassedOver(int status, String body) {
            scenario.network
                    .answers(ORIGIN + RESOURCE + "/mcp", status, body)
                    .answers(ORIGIN + RESOURCE, status, body)
                    .answers(ORIGIN + OAUTH, status, body)
                    .serves(ORIGIN + OPENID, server(ORIGIN));

            assertThat(scenario.finds(MCP, BEARER).rung()).isEqualTo(Rung.SERVER_METADATA_ORIGIN);
        }

        /** AixleHQ/flow#41: a GET there may say 405, 406 or 302, so the POST's own 401 is all that is asked about. */
        @Test
        @Tag("quirk-16")
        void areAskedAndTheMcpUriItselfNeverIs() {
            scenario.challenged(MCP, BEARER);

            assertThat(scenario.network.urls()).isNotEmpty().doesNotContain(MCP);
        }

        /** open-legal-products/mike#344, opengeni#847. */
        @Test
        @Tag("quirk-15")
        void thatRedirectToALoginPageArePassedOver() {
            scenario.network.refuses(ORIGIN + RESOURCE + "/mcp", Cause.REDIRECT);
            publishes(ORIGIN + RESOURCE);

            assertThat(scenario.finds(MCP, BEARER).rung()).isEqualTo(Rung.RESOURCE_METADATA_ROOT);
        }

        /** nutrition-mcp#51, ctxpipe#147. */
        @Test
        @Tag("quirk-18")
        void maySitUnderTheMcpPathOnly() {
            scenario.network.serves(MCP + OAUTH, server(MCP));

            assertThat(scenario.finds(MCP, BEARER).rung()).isEqualTo(Rung.SERVER_METADATA_PATH);
        }

        /** typescript-sdk#616: Google publishes OpenID configuration only, with endpoints on other hosts. */
        @Test
        @Tag("quirk-19")
        void mayBeOpenidConfigurationOnly() {
            String google = "https://accounts.google.example";
            scenario.network
                    .serves(ORIGIN + RESOURCE + "/mcp", resource(MCP, google))
                    .serves(google + OPENID, server(google, "https://oauth2.googleapis.example"));

            assertThat(scenario.finds(MCP, BEARER).server().tokenEndpoint())
                    .hasToString("https://oauth2.googleapis.example/token");
        }
    }

    @Nested
    class Identifiers {

        /** agentconnect#2119, gemini-cli#24484. */
        @Test
        @Tag("quirk-20")
        void theResourceMayBeTheOriginOfTheMcpUri() {
            scenario.network
                    .serves(ORIGIN + RESOURCE + "/mcp", resource(ORIGIN, "https://as.example"))
                    .serves("https://as.example" + OAUTH, server("https://as.example"));

            assertThat(scenario.finds(MCP, BEARER).resource().identifier()).isEqualTo(ORIGIN);
        }

        /** vercel/ai#13988, metamcp#122. */
        @Test
        @Tag("quirk-21")
        void theResourceGetsNoSlashAppended() {
            assertThat(scenario.finds(ORIGIN, BEARER).resource().identifier()).isEqualTo(ORIGIN);
        }

        /** opencode#50036, copilot-cli#4606, expo#49054, Rock#6974. */
        @ParameterizedTest
        @Tag("quirk-22")
        @CsvSource({"https://as.example/, https://as.example", "https://as.example, https://as.example/"})
        void theIssuerMayGainOrLoseASlash(String named, String written) {
            scenario.network
                    .serves(ORIGIN + RESOURCE + "/mcp", resource(MCP, named))
                    .serves("https://as.example" + OAUTH, server(written));

            assertThat(scenario.finds(MCP, BEARER).server().issuer()).isEqualTo(written);
        }

        /** atlassian-mcp-server#205. */
        @Test
        @Tag("quirk-23")
        void theIssuerMayBeAHostBelowTheMcpServers() {
            String mcp = "https://mcp.atlassian.example/v1/sse";
            scenario.network.serves(
                    "https://mcp.atlassian.example" + OAUTH,
                    server("https://cf.mcp.atlassian.example", "https://cf.mcp.atlassian.example/v1"));

            assertThat(scenario.finds(mcp, BEARER).server().issuer()).isEqualTo("https://cf.mcp.atlassian.example");
        }

        /** claude-code#80731: the origin has metadata of its own, but the resource names another server. */
        @Test
        void theOriginIsNotTheAuthorizationServerWhereTheResourceNamesAnother() {
            publishes(ORIGIN + RESOURCE + "/mcp");
            scenario.network.serves(ORIGIN + OAUTH, server(ORIGIN));

            assertThat(scenario.finds(MCP, BEARER).server().issuer()).isEqualTo("https://as.example");
        }
    }

    /** claude-ai-mcp#786: Entra ID does not say that it supports PKCE. */
    @Test
    @Tag("quirk-25")
    void aServerThatKeepsQuietAboutPkceNeedsTheSetting() {
        String entra = "https://login.microsoftonline.example/tenant/v2.0";
        scenario.network
                .serves(ORIGIN + RESOURCE + "/mcp", resource(MCP, entra))
                .serves(entra + OPENID, server(entra).replace("code_challenge_methods", "no_methods"));

        assertThat(scenario.stops(Why.INVALID, MCP, BEARER)).contains("pkce=assume-s256");

        scenario.assumePkce = true;
        assertThat(scenario.finds(MCP, BEARER).server().issuer()).isEqualTo(entra);
    }

    /** Resource metadata at this address, whose authorization server is up. */
    private void publishes(String address) {
        scenario.network
                .serves(address, resource(MCP, "https://as.example"))
                .serves("https://as.example" + OAUTH, server("https://as.example"));
    }
}
