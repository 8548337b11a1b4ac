package dev.mcpauthfix.engine;

import static dev.mcpauthfix.engine.EngineScenario.mcp;
import static dev.mcpauthfix.engine.EngineScenario.post;
import static dev.mcpauthfix.engine.EngineScenario.reason;
import static dev.mcpauthfix.engine.EngineScenario.request;
import static dev.mcpauthfix.engine.EngineScenario.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.metadata.DiscoveryResult;
import dev.mcpauthfix.engine.port.EventSink;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachTest {

    private final EngineScenario world = new EngineScenario().registers().issues(Servers.tokens("token-1", null));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://mcp.example/mcp",
                "https://mcp.example:443/mcp/",
                "https://MCP.example/mcp/messages?session=1",
            })
    void toTheResourceAndWhatLiesBelowIt(String uri) {
        world.refuse(mcp());

        assertThat(world.engine().authorize(post(uri))).isPresent();
    }

    @ParameterizedTest
    @Tag("attack-8")
    @ValueSource(
            strings = {
                "http://mcp.example/mcp",
                "https://mcp.example:8443/mcp",
                "https://mcp.example/mcpx",
                "https://mcp.example/other",
                "https://mcp.example/mcp/../other",
                "https://mcp.example/mcp/%2E%2e/other",
                "https://evil.example/mcp",
                "https://mcp.example.evil.example/mcp",
                "https://mcp.example@evil.example/mcp",
            })
    void neverToAnotherOriginOrPath(String uri) {
        world.refuse(mcp());

        assertThat(world.engine().authorize(post(uri))).isEmpty();
    }

    @Test
    void toGetStreamsAndDeletesOfTheResourceToo() {
        world.refuse(mcp());

        assertThat(world.engine()
                        .authorize(request("GET", "https://mcp.example/mcp", McpTraffic.Shape.EVENT_STREAM_GET)))
                .isPresent();
        assertThat(world.engine().authorize(request("DELETE", "https://mcp.example/mcp", McpTraffic.Shape.MARKED)))
                .isPresent();
    }

    /** Such a search may have been redirected to the very resource. */
    @Test
    void neverToASearchForMetadata() {
        world.refuse(mcp());

        assertThat(world.engine()
                        .authorize(request("GET", "https://mcp.example/mcp", McpTraffic.Shape.RESOURCE_METADATA)))
                .isEmpty();
    }

    @Test
    void neverToAnUnmarkedJsonPostOfAStreamableServer() {
        world.refuse(mcp());
        McpRequest plain = request("POST", "https://mcp.example/mcp", McpTraffic.Shape.UNMARKED_JSON_POST);

        assertThat(world.engine().authorize(plain)).isEmpty();
        int before = world.events.events().size();
        assertThat(reason(world.refuse(plain))).contains("not known to speak MCP");
        assertThat(world.events.events()).hasSize(before);
    }

    @Test
    void toAWebSocketOfTheResourceThatSaysItWillCarryMcp() {
        world.refuse(mcp());

        assertThat(world.engine().authorize(webSocket("https://mcp.example/mcp/ws", McpTraffic.Shape.WEB_SOCKET)))
                .isPresent();
        assertThat(world.engine().authorize(webSocket("https://mcp.example/other", McpTraffic.Shape.WEB_SOCKET)))
                .isEmpty();
    }

    @Test
    void toAWebSocketThatSaysNothingAtTheMcpUriAlone() {
        world.refuse(mcp());
        McpRequest below = webSocket("https://mcp.example/mcp/chat", McpTraffic.Shape.UNMARKED_WEB_SOCKET);

        assertThat(world.engine()
                        .authorize(webSocket("https://mcp.example/mcp?a=b", McpTraffic.Shape.UNMARKED_WEB_SOCKET)))
                .isPresent();
        assertThat(world.engine().authorize(below)).isEmpty();
        assertThat(reason(world.refuse(below))).contains("not known to speak MCP");
    }

    @Test
    void toTheMessagesOfTheOlderSseTransportAnywhereOnItsOrigin() {
        world.resource = "https://mcp.example/sse";
        world.refuse(request("GET", "https://mcp.example/sse", McpTraffic.Shape.EVENT_STREAM_GET));
        McpRequest message = request("POST", "https://mcp.example/messages?s=1", McpTraffic.Shape.UNMARKED_JSON_POST);

        assertThat(world.engine().authorize(message)).isPresent();
        assertThat(token(world.refuse(message))).isEqualTo("token-1");
        assertThat(world.engine()
                        .authorize(
                                request("POST", "https://other.example/messages", McpTraffic.Shape.UNMARKED_JSON_POST)))
                .isEmpty();
        assertThat(world.engine().authorize(post("https://mcp.example/other"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mcp.example", "MCP.EXAMPLE"})
    void messagesAreOnlyLookedForOnHostsOfTheOlderSseTransport(String host) {
        world.resource = "https://mcp.example/sse";
        assertThat(world.engine().takesMessages(host)).isFalse();
        assertThat(world.engine().takesMessages()).isFalse();

        world.refuse(request("GET", "https://mcp.example/sse", McpTraffic.Shape.EVENT_STREAM_GET));

        assertThat(world.engine().takesMessages(host)).isTrue();
        assertThat(world.engine().takesMessages()).isTrue();
        assertThat(world.engine().takesMessages("other.example")).isFalse();
        assertThat(world.engine().takesMessages("cp.example")).isFalse();

        world.engine().authorize(post("https://mcp.example/sse"));
        assertThat(world.engine().takesMessages(host)).isFalse();
        assertThat(world.engine().takesMessages()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "[::1]"})
    void anAddressTakesMessagesHoweverALibraryWritesIt(String host) {
        world.resource = "http://[::1]:8080/sse";
        world.refuse(request("GET", "http://[::1]:8080/sse", McpTraffic.Shape.EVENT_STREAM_GET));

        assertThat(world.engine().takesMessages(host)).isTrue();
    }

    @Test
    void toNoOtherJsonPostOnceTheEventStreamProvesToBeAStreamableServers() {
        world.refuse(request("GET", "https://mcp.example/mcp", McpTraffic.Shape.EVENT_STREAM_GET));
        world.engine().authorize(post("https://mcp.example/mcp"));

        assertThat(world.engine()
                        .authorize(request("POST", "https://mcp.example/api", McpTraffic.Shape.UNMARKED_JSON_POST)))
                .isEmpty();
        assertThat(world.engine().authorize(post("https://mcp.example/mcp"))).isPresent();
    }

    @Test
    @Tag("attack-17")
    void plainHttpToAnotherMachineIsNeverAuthorized() {
        assertThat(reason(world.refuse(post("http://mcp.example/mcp")))).contains("plain http");
        assertThat(world.discoveries).isZero();
    }

    @Test
    void anAddressThatIsNoWebAddressIsNoFault() {
        McpRequest odd = post("urn:example:mcp");

        assertThat(world.engine().authorize(odd)).isEmpty();
        assertThat(reason(world.refuse(odd))).isNotEmpty();
        assertThat(world.events.of(EventSink.Kind.FAULT)).isEmpty();
    }

    @Test
    void nothingIsReadFromTheVaultBeforeAChallenge() {
        world.refuse(mcp());
        world.restart();

        assertThat(world.engine().authorize(mcp())).isEmpty();
    }

    @Test
    void manyRefusedAddressesDoNotCrowdOutAToken() {
        world.refuse(mcp());
        world.stopped = new DiscoveryResult.Stopped(DiscoveryResult.Why.NOT_OAUTH, "no", 1);
        for (int i = 0; i < 600; i++) {
            world.refuse(post("https://other.example/session/" + i));
        }

        assertThat(world.engine().authorize(mcp())).isPresent();
    }

    private static McpRequest webSocket(String uri, McpTraffic.Shape shape) {
        return request("GET", uri, shape);
    }
}
