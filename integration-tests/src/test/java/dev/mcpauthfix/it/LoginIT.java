package dev.mcpauthfix.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.demo.BrowserCommand;
import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.JvmResult;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that can ask nobody, and the command that its one line names. */
class LoginIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @Test
    void asksNobodyWhereThereIsNobodyAndNamesTheCommandThatHelps() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding())) {
            JvmResult result = headless(server);

            assertThat(result.exitCode()).as("%s", result).isEqualTo(1);
            assertThat(result.stderr())
                    .containsOnlyOnce("run java -jar mcp-auth-fix.jar login " + server.mcpUri())
                    .doesNotContain("opening");
            assertThat(server.wire().exchanges())
                    .as("neither a registration nor an authorization request")
                    .noneMatch(exchange -> exchange.path().endsWith("/register")
                            || exchange.path().endsWith("/authorize"));
        }
    }

    @Test
    void letsAHeadlessJvmInWithTheTokenOfAnEarlierLogin() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding())) {
            JvmResult login = command("login", server.mcpUri().toString());
            assertThat(login.exitCode()).as("%s", login).isZero();
            assertThat(login.stdout()).contains("Logged in.");

            JvmResult result = headless(server);

            assertThat(result.exitCode()).as("%s", result).isZero();
            assertThat(result.stdout()).startsWith("✓ Connected to notes 1.0");
        }
    }

    @Test
    void listsALoginAndTakesItBackAtTheServerToo() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding())) {
            String url = server.mcpUri().toString();
            assertThat(command("tokens").stdout()).startsWith("No tokens in ");
            assertThat(command("login", url).exitCode()).isZero();

            JvmResult listed = command("tokens");
            assertThat(listed.stdout())
                    .contains(url, "issuer  " + server.authorizationServer().issuer(), "good for ", "renewed when")
                    .doesNotContain("access-", "refresh-");
            assertThat(command("tokens", "--json").stdout())
                    .contains("\"mcp_server\":\"" + url + "\"", "\"renewable\":true")
                    .doesNotContain("access-", "refresh-");

            JvmResult logout = command("logout", url + "?session=1");
            assertThat(logout.exitCode()).as("%s", logout).isZero();
            assertThat(logout.stdout()).contains("revoked and removed");
            assertThat(server.wire().exchanges())
                    .filteredOn(exchange -> exchange.path().endsWith("/revoke"))
                    .hasSize(2)
                    .allMatch(exchange -> exchange.status() == 200);
            assertThat(command("tokens").stdout()).startsWith("No tokens in ");
            assertThat(headless(server).exitCode()).isEqualTo(1);

            JvmResult again = command("logout", url);
            assertThat(again.exitCode()).isEqualTo(1);
            assertThat(again.stderr()).contains("There is no token for " + url);
        }
    }

    @Test
    void aRunningJvmThatCannotAskTakesUpALoginMadeBesideItAndLosesItWithTheLogout() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding())) {
            String url = server.mcpUri().toString();
            Process caller = ForkedJvm.ofThisJdk()
                    .with("-javaagent:" + System.getProperty("agent.jar"))
                    .with("-cp", System.getProperty("java.class.path"), "dev.mcpauthfix.it.agent.McpCaller", url)
                    .environment("MCP_AUTH_FIX_HOME", folder.resolve("home").toString())
                    .environment("MCP_AUTH_FIX_INTERACTION", "none")
                    .environment("MCP_AUTH_FIX_LOG", folder.resolve("agent.log").toString())
                    .start();
            try (BufferedReader statuses = caller.inputReader();
                    BufferedWriter calls = caller.outputWriter()) {
                assertThat(call(calls, statuses)).isEqualTo("401");
                assertThat(command("login", url).exitCode()).isZero();
                assertThat(call(calls, statuses)).isEqualTo("200");
                assertThat(command("logout", url).exitCode()).isZero();
                assertThat(call(calls, statuses)).isEqualTo("401");
            } finally {
                caller.destroyForcibly().waitFor();
            }
            assertThat(Files.readString(folder.resolve("agent.log")))
                    .contains("run java -jar mcp-auth-fix.jar login " + url, "token from the vault");
        }
    }

    private static String call(BufferedWriter calls, BufferedReader statuses) throws IOException {
        calls.write("call\n");
        calls.flush();
        return String.valueOf(statuses.readLine());
    }

    @Test
    void saysWhyALoginWasNotPossible() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.apiKey())) {
            JvmResult login = command("login", server.mcpUri().toString());

            assertThat(login.exitCode()).as("%s", login).isEqualTo(1);
            assertThat(login.stderr()).contains("Not logged in: ").contains("scheme");
        }
    }

    @Test
    void saysWhatIsWrongWithTheCommandLine() throws Exception {
        assertThat(command("login", "mcp.example.com").exitCode()).isEqualTo(2);
        assertThat(command("login", "--set", "mode=sometimes", "https://mcp.example.com/mcp")
                        .stderr())
                .contains("\"sometimes\" is not allowed; allowed: auto, heal, repair, observe, off");
        assertThat(command("logout", "mcp.example.com").exitCode()).isEqualTo(2);
        assertThat(command("bogus").exitCode()).isEqualTo(2);
    }

    @Test
    void listsEverySettingAndTellsItsVersion() throws Exception {
        assertThat(command("settings").stdout()).contains("mode=auto", "browser.command", "MCP_AUTH_FIX_CLIENT_SECRET");
        assertThat(command("--version").stdout()).startsWith("mcp-auth-fix ");
        assertThat(command().stdout()).contains("-javaagent:mcp-auth-fix.jar", "login", "settings");
    }

    private JvmResult headless(TestMcpServer server) throws IOException, InterruptedException {
        return ClientRun.of(server)
                .withAgent(folder)
                .setting("INTERACTION", "none")
                .run();
    }

    private JvmResult command(String... arguments) throws IOException, InterruptedException {
        return ForkedJvm.ofThisJdk()
                .with("-jar", System.getProperty("agent.jar"))
                .with(arguments)
                .environment("MCP_AUTH_FIX_HOME", folder.resolve("home").toString())
                .environment("MCP_AUTH_FIX_INTERACTION", "browser")
                .environment("MCP_AUTH_FIX_BROWSER_COMMAND", BrowserCommand.in(folder.resolve("browser")))
                .run(LIMIT);
    }
}
