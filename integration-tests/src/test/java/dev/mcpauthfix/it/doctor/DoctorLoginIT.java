package dev.mcpauthfix.it.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.it.demo.BrowserCommand;
import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.JvmResult;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import dev.mcpauthfix.it.wire.WireExchange;
import dev.mcpauthfix.it.wire.WireHandler;
import dev.mcpauthfix.it.wire.WireResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The doctor logs in, with somebody who completes each login, and asks with the token. */
class DoctorLoginIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String MCP_PATH = "/v2/mcp/transport/";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "--json", "--issue", "--curl"})
    void asksWithTheTokenAndShowsItNowhere(String form) throws Exception {
        Path page = folder.resolve("page.html");
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding())) {
            JvmResult said = doctor(server.mcpUri().toString(), form, "--html", page.toString());

            assertThat(said.exitCode()).as("%s", said).isEqualTo(10);
            assertThat(Files.readString(page)).contains("Ask with a token");
            assertNoTokenIn(server, said, Files.readString(page));
        }
    }

    @Test
    void theLastStepIsPassed() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding())) {
            assertThat(lastStep(doctor(server.mcpUri().toString(), "--json")))
                    .containsEntry("name", "ask with a token")
                    .containsEntry("mark", "passed");
        }
    }

    /** As a server in development does, and one that means harm. */
    @ParameterizedTest
    @ValueSource(ints = {200, 401})
    void aTokenThatTheServerSaysBackIsNotShown(int status) throws Exception {
        Path page = folder.resolve("page.html");
        try (TestMcpServer server = TestMcpServer.startWith(ServerShape.founding(), made -> echo(status))) {
            JvmResult said = doctor(server.mcpUri().toString(), "--json", "--html", page.toString());

            assertThat(lastStep(said)).containsEntry("name", "ask with a token");
            assertThat(said.stdout()).contains("***");
            assertNoTokenIn(server, said, Files.readString(page));
        }
    }

    private static WireHandler echo(int status) {
        return request -> {
            String credentials = request.headers().get("authorization");
            if (credentials == null || !request.path().equals(MCP_PATH)) {
                return Optional.empty();
            }
            String token = credentials.substring(credentials.indexOf(' ') + 1);
            return Optional.of(new WireResponse(
                    status,
                    Map.of(
                            "Content-Type", List.of("application/json"),
                            "Server", List.of("echo " + token),
                            "Location", List.of("/" + token),
                            "Set-Cookie", List.of(token + "=1"),
                            "WWW-Authenticate",
                                    List.of("Bearer realm=\"" + token + "\", error_description=\"no: "
                                            + token.substring(3) + "\"")),
                    "{\"jsonrpc\":\"2.0\",\"error\":\"" + token + "\",\"error_description\":\"" + token
                            + "\",\"result\":{\"" + token + "\":\"" + token + "\"},\"message\":[\"" + token + "\"]}"));
        };
    }

    @Test
    void logsInWhereTheServerIsInTheEnd() throws Exception {
        try (TestMcpServer server = TestMcpServer.startWith(ServerShape.founding(), DoctorLoginIT::moved)) {
            JvmResult said = doctor(server.origin() + "/old", "--json");

            assertThat(lastStep(said))
                    .as("%s", said)
                    .containsEntry("name", "ask with a token")
                    .containsEntry("mark", "passed");
            assertThat(server.wire().to("/old")).as("the first request").hasSize(1);
            assertThat(server.wire().to(MCP_PATH)).anyMatch(WireExchange::carriedToken);
        }
    }

    private static WireHandler moved(TestMcpServer server) {
        return WireHandler.at("/old", new WireResponse(308, Map.of("Location", List.of(MCP_PATH)), ""));
    }

    /** The server's documents name it by its number: the settings say the rest. */
    @Test
    void aPinHoldsForTheWholeLogin() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding())) {
            JvmResult said = doctor(
                    server.mcpUri().toString().replace("127.0.0.1", "pinned.localhost"),
                    "--json",
                    "--resolve",
                    "pinned.localhost=127.0.0.1",
                    "--set",
                    "issuer=" + server.authorizationServer().issuer(),
                    "--set",
                    "resource=" + server.resource());

            assertThat(lastStep(said))
                    .as("%s", said)
                    .containsEntry("name", "ask with a token")
                    .containsEntry("mark", "passed");
            assertThat(server.wire().exchanges())
                    .filteredOn(WireExchange::carriedToken)
                    .isNotEmpty()
                    .allMatch(DoctorLoginIT::isNamed);
        }
    }

    private static boolean isNamed(WireExchange exchange) {
        return String.valueOf(exchange.header("host")).startsWith("pinned.localhost:");
    }

    @Test
    void anIssuerOfTheSettingsServesTheLoginAndNotTheVerdict() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.configured())) {
            JvmResult said = doctor(
                    server.mcpUri().toString(),
                    "--json",
                    "--set",
                    "issuer=" + server.authorizationServer().issuer());

            assertThat(said.stderr()).contains("setting issuer plays no part in the diagnosis; it does in --login");
            assertThat(said.stdout()).doesNotContain("\"rung\":\"configured\"");
            assertThat(lastStep(said))
                    .as("%s", said)
                    .containsEntry("name", "ask with a token")
                    .containsEntry("mark", "passed");
        }
    }

    private JvmResult doctor(String url, String... words) throws Exception {
        return ForkedJvm.ofThisJdk()
                .with("-jar", System.getProperty("agent.jar"), "doctor", "--login")
                .with(Arrays.stream(words).filter(word -> !word.isEmpty()).toArray(String[]::new))
                .with(url)
                .environment("MCP_AUTH_FIX_HOME", folder.resolve("home").toString())
                .environment("MCP_AUTH_FIX_INTERACTION", "browser")
                .environment("MCP_AUTH_FIX_BROWSER_COMMAND", BrowserCommand.in(folder.resolve("browser")))
                .run(LIMIT);
    }

    private static void assertNoTokenIn(TestMcpServer server, JvmResult said, String page) {
        List<String> tokens = new ArrayList<>();
        for (WireExchange exchange : server.wire().exchanges()) {
            if (exchange.carriedToken()) {
                tokens.add(String.valueOf(exchange.header("authorization")).substring("Bearer ".length()));
            }
        }
        assertThat(tokens).isNotEmpty();
        for (String token : tokens) {
            assertThat(said.stdout() + said.stderr() + page)
                    .doesNotContain(token)
                    .doesNotContain(token.substring(3));
        }
    }

    /** The last of the funnel's steps, from {@code --json}. */
    @SuppressWarnings("unchecked") // JSON has no other keys
    private static Map<String, Object> lastStep(JvmResult said) {
        List<Object> steps = JsonObject.parse(said.stdout())
                .map(json -> (List<Object>) json.members().get("funnel"))
                .orElseThrow(() -> new AssertionError("no JSON object: " + said));
        return (Map<String, Object>) steps.get(steps.size() - 1);
    }
}
