package dev.mcpauthfix.it.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.demo.BrowserCommand;
import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.InstalledJdks;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import dev.mcpauthfix.it.jvm.JvmResult;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import dev.mcpauthfix.it.wire.WireExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JDK's WebSocket: which handshakes get a token, and when. */
class WebSocketIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** A browser in which nobody ever logs in. */
    private static final String NOBODY = "true";

    @TempDir
    private Path folder;

    private Programs programs;
    private String person;

    @BeforeEach
    void pack() throws IOException {
        programs = Programs.packedIn(folder);
        person = BrowserCommand.in(folder.resolve("browser"));
    }

    static List<Jdk> jdks() {
        return InstalledJdks.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void isOpenedAfterOneLoginAndTheNextTimeAtOnce(Jdk jdk) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding().overWebSocket())) {
            JvmResult result = run(jdk, person, "mcp", ws(server), "mcp", ws(server));

            assertThat(result.stdout().lines()).as("%s", result).containsExactly("open mcp", "open mcp");
            assertThat(handshakes(server)).extracting(WireExchange::status).containsExactly(401, 101, 101);
        }
    }

    @ParameterizedTest
    @Tag("attack-8")
    @MethodSource("jdks")
    void leavesNoTokenInTheApplicationsBuilder(Jdk jdk) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding().overWebSocket());
                TestMcpServer other = TestMcpServer.start(ServerShape.apiKey().overWebSocket())) {
            JvmResult result = run(jdk, person, "mcp", ws(server), "mcp", ws(server), "mcp", ws(other));

            assertThat(result.stdout().lines()).as("%s", result).containsExactly("open mcp", "open mcp", "401");
            assertThat(handshakes(other)).isNotEmpty().allMatch(exchange -> exchange.header("authorization") == null);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void isLeftAloneWhereItSaysNothing(Jdk jdk) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding().overWebSocket())) {
            JvmResult result = run(jdk, person, "unmarked", ws(server));

            assertThat(result.stdout().lines()).as("%s", result).containsExactly("401");
            assertThat(server.wire().exchanges()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void isMcpAtTheAddressOfAnMcpServerThatWasLoggedInTo(Jdk jdk) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.hintOnly())) {
            JvmResult result = run(
                    jdk,
                    person,
                    "http",
                    server.mcpUri().toString(),
                    "unmarked",
                    ws(server),
                    "unmarked",
                    ws(server) + "/chat");

            assertThat(result.stdout().lines().findFirst()).as("%s", result).contains("200");
            assertThat(handshakes(server))
                    .filteredOn(exchange -> exchange.method().equals("GET"))
                    .hasSize(1)
                    .allMatch(WireExchange::carriedToken);
            assertThat(server.wire().to(server.mcpUri().getPath() + "/chat"))
                    .hasSize(1)
                    .noneMatch(WireExchange::carriedToken);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void isLeftAloneWithCredentialsOfTheApplications(Jdk jdk) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding().overWebSocket())) {
            JvmResult result = run(jdk, person, "own-credentials", ws(server));

            assertThat(result.stdout().lines()).as("%s", result).containsExactly("401");
            assertThat(server.wire().exchanges())
                    .hasSize(1)
                    .allMatch(exchange -> "Basic dTpw".equals(exchange.header("authorization")));
        }
    }

    @ParameterizedTest
    @Tag("attack-8")
    @MethodSource("jdks")
    void isLeftAloneWhereTheClientWouldTakeTheTokenAlongARedirect(Jdk jdk) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding().overWebSocket())) {
            JvmResult result = run(jdk, person, "mcp", ws(server), "following-redirects", ws(server));

            assertThat(result.stdout().lines()).as("%s", result).containsExactly("open mcp", "401");
            assertThat(handshakes(server)).extracting(WireExchange::status).containsExactly(401, 101, 401);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void isGivenUpWhenTheApplicationsTimeIsOver(Jdk jdk) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding().overWebSocket())) {
            JvmResult result = run(jdk, NOBODY, "two-seconds", ws(server));

            assertThat(result.stdout().lines()).as("%s", result).containsExactly("HttpTimeoutException");
        }
    }

    private JvmResult run(Jdk jdk, String browser, String... calls) throws Exception {
        ForkedJvm jvm = programs.run(jdk, WebSocketCaller.class, Programs.agent())
                .with(calls)
                .environment("MCP_AUTH_FIX_HOME", folder.resolve("home").toString())
                .environment("MCP_AUTH_FIX_INTERACTION", "browser")
                .environment("MCP_AUTH_FIX_BROWSER_COMMAND", browser);
        JvmResult result = jvm.run(LIMIT);
        assertThat(result.exitCode()).as("%s", result).isZero();
        return result;
    }

    private static String ws(TestMcpServer server) {
        return server.mcpUri().toString().replaceFirst("^http", "ws");
    }

    private static List<WireExchange> handshakes(TestMcpServer server) {
        return server.wire().to(server.mcpUri().getPath());
    }
}
