package dev.mcpauthfix.it.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.client.Said;
import dev.mcpauthfix.it.demo.BrowserCommand;
import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.InstalledJdks;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import dev.mcpauthfix.it.jvm.JvmResult;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import dev.mcpauthfix.it.wire.WireExchange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Spring's MCP client security 0.0.5 finds no authorization server by itself: it is told the issuer, and reads no challenge. So there is
 * nothing to repair where it works, and where it has nobody to log in it takes more than a hint.
 */
@Tag("real-client")
class McpSecurityIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String CONNECTED = "✓ Connected, 2 tools";

    @TempDir
    private Path folder;

    static List<Jdk> jdks() {
        return InstalledJdks.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void itsOwnTokenIsLeftAloneInRepairMode(Jdk jdk) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(StrictClient.knownAt(ServerShape.founding()))) {
            JvmResult without = finish(jdk, server, "client_credentials", null);
            List<String> requests = beforeMcp(server);
            server.wire().clear();
            JvmResult with = finish(jdk, server, "client_credentials", StrictClient.repair(folder));

            assertThat(said(server, without)).as("%s", without).isEqualTo(CONNECTED);
            assertThat(said(server, with)).as("%s", with).isEqualTo(CONNECTED);
            assertThat(requests)
                    .as("it asks its issuer, of its own accord")
                    .contains("GET /.well-known/oauth-authorization-server 200")
                    .noneMatch(request -> request.contains("oauth-protected-resource"));
            assertThat(beforeMcp(server)).as("%s", with).isEqualTo(requests);
            assertThat(server.wire().exchanges())
                    .filteredOn(server::isMcp)
                    .as("never without its token")
                    .isNotEmpty()
                    .allMatch(WireExchange::carriedToken);
            assertNoTokenOfTheAgents(server, with);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void withNobodyToLogInItFailsInTheSameWordsInRepairMode(Jdk jdk) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding())) {
            JvmResult without = finish(jdk, server, "authorization_code", null);
            JvmResult with = finish(jdk, server, "authorization_code", StrictClient.repair(folder));

            assertThat(said(server, without))
                    .as("%s", without)
                    .contains("Failed to send message: AggregateResponseEvent");
            assertThat(said(server, with)).as("%s", with).isEqualTo(said(server, without));
            assertNoTokenOfTheAgents(server, with);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void withNobodyToLogInItIsConnectedInHealMode(Jdk jdk) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding())) {
            String browser = BrowserCommand.in(folder.resolve("browser")).replace(" ", "%20");
            String heal =
                    "mode=heal,interaction=browser,home=" + folder.resolve("home") + ",browser.command=" + browser;
            JvmResult result = finish(jdk, server, "authorization_code", heal);

            assertThat(said(server, result)).as("%s", result).isEqualTo(CONNECTED);
        }
    }

    private void assertNoTokenOfTheAgents(TestMcpServer server, JvmResult result) {
        assertThat(result.stderr()).doesNotContain("is not allowed");
        assertThat(server.wire().exchanges())
                .filteredOn(exchange -> "mcp-auth-fix".equals(exchange.header("user-agent")))
                .allMatch(exchange -> exchange.path().startsWith("/.well-known/"));
        assertThat(folder.resolve("home").resolve("vault")).doesNotExist();
    }

    private static JvmResult finish(Jdk jdk, TestMcpServer server, String grant, @Nullable String agentSettings)
            throws Exception {
        Path jar = Path.of(
                Objects.requireNonNull(System.getProperty("older.clients")),
                "mcp-security-0.0",
                "target",
                "application.jar");
        ForkedJvm jvm = StrictClient.HINT_SDK_2_1.jvm(jdk, agentSettings);
        return jvm.with(
                        "-jar",
                        jar.toString(),
                        "--engine",
                        grant,
                        server.mcpUri().toString())
                .run(LIMIT);
    }

    private static String said(TestMcpServer server, JvmResult result) {
        return Said.in(result.stdout(), server.mcpUri().toString());
    }

    private static List<String> beforeMcp(TestMcpServer server) {
        return server.wire().exchanges().stream()
                .takeWhile(exchange -> !server.isMcp(exchange))
                .map(WireExchange::toString)
                .toList();
    }
}
