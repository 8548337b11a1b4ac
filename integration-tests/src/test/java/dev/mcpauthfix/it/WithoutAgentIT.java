package dev.mcpauthfix.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.jvm.JvmResult;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import dev.mcpauthfix.it.wire.WireExchange;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the agent is for: without it no client gets in, and what it says does not tell why. */
class WithoutAgentIT {

    static Stream<ServerShape> shapes() {
        return Stream.concat(ServerShape.healing().stream(), Stream.of(ServerShape.configured()));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theNewestClientGetsInNowhere(ServerShape shape) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(shape)) {
            JvmResult result = ClientRun.of(server).run();

            assertThat(result.exitCode()).as("%s", result).isEqualTo(1);
            assertThat(result.stdout())
                    .startsWith("✗ Failed to connect: ")
                    .contains("McpHttpClientTransportAuthorizationException: Authorization error when sending message");
            assertThat(server.wire().exchanges()).noneMatch(WireExchange::carriedToken);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MCP_0_17, Failed to send message: AggregateResponseEvent",
        "MCP_1_1, McpHttpClientTransportAuthorizationException",
        "MCP_2_0, McpHttpClientTransportAuthorizationException",
    })
    void olderClientsGetInNowhereEither(ClientVersion version, String exception) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding())) {
            JvmResult result = ClientRun.of(server).version(version).run();

            assertThat(result.exitCode()).as("%s", result).isEqualTo(1);
            assertThat(result.stdout()).contains(exception);
        }
    }

    @ParameterizedTest
    @EnumSource
    void overSseNoClientEvenLearnsOfThe401(ClientVersion version) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding().overSse())) {
            JvmResult result =
                    ClientRun.of(server).version(version).timeoutSeconds(2).run();

            assertThat(result.exitCode()).as("%s", result).isEqualTo(1);
            assertThat(result.stdout()).contains("TimeoutException").doesNotContain("401");
        }
    }
}
