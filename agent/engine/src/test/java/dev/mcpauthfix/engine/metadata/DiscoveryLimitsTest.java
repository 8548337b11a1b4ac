package dev.mcpauthfix.engine.metadata;

import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.BEARER;
import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.resource;
import static dev.mcpauthfix.engine.metadata.DiscoveryScenario.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.mcpauthfix.engine.NetworkPath;
import dev.mcpauthfix.engine.metadata.DiscoveryResult.Why;
import dev.mcpauthfix.engine.port.HttpFetcher;
import java.net.URI;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What discovery sends, how much of it, and what it says about it. */
class DiscoveryLimitsTest {

    private static final String MCP = "https://h.example/mcp";

    private final DiscoveryScenario scenario = new DiscoveryScenario();

    @Nested
    class EachRequest {

        @Test
        void carriesNothingOfTheApplicationButTheProtocolVersion() {
            scenario.protocolVersion = "2025-11-25";

            scenario.finds("https://user:secret@h.example/mcp?key=secret", BEARER);

            HttpFetcher.Request request = scenario.network.requests().get(0);
            assertThat(request)
                    .isEqualTo(new HttpFetcher.Request(
                            "GET",
                            URI.create("https://h.example/.well-known/oauth-protected-resource/mcp"),
                            request.headers(),
                            null,
                            URI.create(MCP),
                            NetworkPath.DEFAULT));
            assertThat(request.headers())
                    .containsOnly(
                            entry("Accept", "application/json"),
                            entry("Accept-Encoding", "identity"),
                            entry("MCP-Protocol-Version", "2025-11-25"));
        }

        @Test
        void namesAProtocolVersionWhereTheApplicationDidNot() {
            scenario.finds(MCP, BEARER);

            assertThat(scenario.network.requests())
                    .allSatisfy(request ->
                            assertThat(request.headers()).containsEntry("MCP-Protocol-Version", "2025-06-18"));
        }
    }

    @Nested
    class AllRequestsTogether {

        @Test
        void areAtMostTwelveHoweverManyHintsThereAre() {
            String[] hints = IntStream.range(0, 100)
                    .mapToObj(i -> DiscoveryScenario.hint("https://h.example/hint/" + i))
                    .toArray(String[]::new);

            assertThat(scenario.stops(Why.INVALID, MCP, hints)).contains("limit of 12");
            assertThat(scenario.network.requests()).hasSize(12);
        }

        @Test
        void areAtMostTwelveHoweverManyServersThereAre() {
            String[] issuers = IntStream.range(0, 100)
                    .mapToObj(i -> "https://as" + i + ".example/t")
                    .toArray(String[]::new);
            scenario.network.serves(
                    "https://h.example/.well-known/oauth-protected-resource/mcp", resource(MCP, issuers));

            assertThat(scenario.stops(Why.INVALID, MCP, BEARER))
                    .contains("limit of 12")
                    .hasSizeLessThan(2000);
            assertThat(scenario.network.requests()).hasSize(12);
        }

        @Test
        void sufficeForTheWholeLadderOfAPathWithTrailingSlash() {
            assertThat(scenario.finds("https://h.example/v2/mcp/", BEARER).requests())
                    .isEqualTo(9);
        }
    }

    @Nested
    class TheLog {

        @Test
        void hasOneDebugLineForEachAddressAndNothingElse() {
            scenario.network.answers("https://h.example/.well-known/oauth-protected-resource/mcp", 401, "");
            scenario.network.serves("https://h.example/.well-known/oauth-protected-resource", "<html>");
            scenario.network.serves(
                    "https://h.example/.well-known/oauth-authorization-server", server("https://h.example"));

            scenario.finds(MCP, BEARER);

            assertThat(scenario.log.lines())
                    .containsExactly(
                            "DEBUG metadata candidate https://h.example/.well-known/oauth-protected-resource/mcp: 401",
                            "DEBUG metadata candidate https://h.example/.well-known/oauth-protected-resource: 200 without a"
                                    + " JSON object",
                            "DEBUG metadata candidate https://h.example/.well-known/oauth-authorization-server: 200");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://h.example/mcp", "http://10.0.0.1/mcp", "urn:mcp", "/mcp"})
    void sendsNothingForAServerToWhichATokenWouldTravelInTheClear(String mcpUri) {
        assertThat(scenario.stops(Why.INVALID, mcpUri, BEARER)).contains("https");
        assertThat(scenario.network.requests()).isEmpty();
    }
}
