package dev.mcpauthfix.it.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.cli.doctor.client.Prediction;
import dev.mcpauthfix.cli.doctor.client.Prediction.Outcome;
import dev.mcpauthfix.it.client.RealClient;
import dev.mcpauthfix.it.client.RealClients;
import dev.mcpauthfix.it.demo.BrowserCommand;
import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.InstalledJdks;
import dev.mcpauthfix.it.jvm.JvmResult;
import dev.mcpauthfix.it.repair.StrictClient;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import dev.mcpauthfix.it.server.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code doctor} foretells of a client at a server is what the client itself comes to there. */
class DoctorPredictionIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int SECONDS = 60;

    @TempDir
    private Path folder;

    static List<ServerShape> servers() {
        return PredictedServers.all();
    }

    static List<ServerShape> tellingServers() {
        return PredictedServers.telling();
    }

    /** Nothing but a token helps a client without OAuth; WithoutAgentIT shows it at every shape. */
    static List<ServerShape> someServers() {
        return List.of(
                ServerShape.founding(), PredictedServers.healthy(), ServerShape.apiKey(), ServerShape.notFound());
    }

    @ParameterizedTest
    @MethodSource("tellingServers")
    void ofTheSampleClientWithTheAgent(ServerShape shape) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(shape)) {
            Prediction prediction = Foretold.of("mcp-auth-fix", server);

            JvmResult result = finish(client("MCP Java SDK", "2.1.0"), withAgent(jvm()), server);

            assertCame(prediction, prediction.outcome() == Outcome.CONNECTS, result.stdout(), result);
        }
    }

    @ParameterizedTest
    @MethodSource("tellingServers")
    void ofAClientThatGoesByTheHintAlone(ServerShape shape) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(StrictClient.knownAt(shape))) {
            Prediction prediction = Foretold.of("strict", server);

            JvmResult result = StrictClient.HINT_SDK_2_1
                    .jvm(InstalledJdks.all().get(0), null)
                    .with(StrictClient.HINT_SDK_2_1.command(server.mcpUri().toString()))
                    .run(LIMIT);

            // It was registered by hand, so that it has what it may need.
            assertCame(
                    prediction, prediction.outcome() != Outcome.FAILS && isOAuth(prediction), result.stdout(), result);
        }
    }

    @ParameterizedTest
    @MethodSource("someServers")
    void ofTheSampleClientWithoutTheAgent(ServerShape shape) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(shape)) {
            Prediction prediction = Foretold.of("java-sdk", server);

            JvmResult result = finish(client("MCP Java SDK", "2.1.0"), jvm(), server);

            assertCame(prediction, false, result.stdout(), result);
            assertThat(prediction.outcome()).isNotEqualTo(Outcome.CONNECTS);
            assertSaid(prediction, result);
        }
    }

    @Tag("real-client")
    @ParameterizedTest
    @MethodSource("someServers")
    void ofLangchain4j(ServerShape shape) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(shape)) {
            Prediction prediction = Foretold.of("langchain4j", server);

            JvmResult result = finish(client("langchain4j", "1.18.1-beta28"), jvm(), server);

            assertCame(prediction, false, result.stdout(), result);
            assertThat(prediction.outcome()).isNotEqualTo(Outcome.CONNECTS);
            assertSaid(prediction, result);
        }
    }

    @Tag("real-client")
    @ParameterizedTest
    @MethodSource("servers")
    void ofTheTypeScriptSdk(ServerShape shape) throws Exception {
        assertForeign("typescript", ForeignClient.TYPESCRIPT, shape);
    }

    @Tag("real-client")
    @ParameterizedTest
    @MethodSource("servers")
    void ofThePythonSdk(ServerShape shape) throws Exception {
        assertForeign("python", ForeignClient.PYTHON, shape);
    }

    private static void assertForeign(String name, ForeignClient client, ServerShape shape) throws Exception {
        client.skipWhereItIsNotInstalled();
        try (TestMcpServer server = TestMcpServer.start(shape)) {
            Prediction prediction = Foretold.of(name, server);

            String said = client.run(server.mcpUri().toString());

            // Foretold as the condition that it is: no probe sees the answer to a login.
            boolean refusedIssuer = prediction.because().contains("fails if the login's answer names an issuer")
                    && said.contains("Authorization response iss mismatch");
            assertCame(prediction, prediction.outcome() == Outcome.CONNECTS && !refusedIssuer, said, said);
        }
    }

    private static void assertCame(Prediction prediction, boolean connects, String said, Object detail) {
        assertThat(said.lines().anyMatch(line -> line.startsWith("✓ Connected")))
                .as(
                        "foretold: %s %s, because it %s%ncame: %s",
                        prediction.outcome(), prediction.step(), prediction.because(), detail)
                .isEqualTo(connects);
    }

    /** An error text that is foretold is one that is seen. */
    private static void assertSaid(Prediction prediction, JvmResult result) {
        int quoted = prediction.because().indexOf("users see \"");
        if (quoted >= 0) {
            String error = prediction.because().substring(quoted).split("\"", 3)[1];
            assertThat(result.stdout()).as("%s", result).contains(error);
        }
    }

    private static boolean isOAuth(Prediction prediction) {
        return prediction.step() != Prediction.Step.CHALLENGE;
    }

    private static RealClient client(String name, String version) {
        return RealClients.all().stream()
                .filter(client -> client.name().equals(name)
                        && client.version().equals(version)
                        && client.transport() == Transport.STREAMABLE)
                .findFirst()
                .orElseThrow();
    }

    private static ForkedJvm jvm() {
        return ForkedJvm.ofThisJdk().with("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    }

    private ForkedJvm withAgent(ForkedJvm jvm) throws Exception {
        return jvm.with("-javaagent:" + System.getProperty("agent.jar"))
                .environment("MCP_AUTH_FIX_HOME", folder.resolve("home").toString())
                .environment("MCP_AUTH_FIX_INTERACTION", "browser")
                .environment("MCP_AUTH_FIX_BROWSER_COMMAND", BrowserCommand.in(folder.resolve("browser")));
    }

    private static JvmResult finish(RealClient client, ForkedJvm jvm, TestMcpServer server) throws Exception {
        return client.addTo(jvm, SECONDS, server.mcpUri().toString()).run(LIMIT);
    }
}
