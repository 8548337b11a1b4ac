package dev.mcpauthfix.it.client;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every client of {@link RealClients}, as its makers deliver it: without the agent it fails with the words that people search for,
 * with the agent it is connected after one login. {@code -Dreal.clients=Kotlin} runs those alone whose name has that in it.
 */
@Tag("real-client")
@Execution(ExecutionMode.CONCURRENT) // a client waits for its server more than it computes
class RealClientsIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int GENEROUS_SECONDS = 60;
    private static final int FEW_SECONDS = 20;
    private static final int MOST_STARTS = 4;
    private static final Queue<Outcome> OUTCOMES = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path folder;

    /** A client on a JDK at a server. */
    record Run(RealClient client, Jdk jdk, ServerShape shape) {

        @Override
        public String toString() {
            return client + ", " + jdk + ", " + shape;
        }
    }

    /** Every client on the JDK that runs us, the newest of each family on every other. */
    static List<Run> runs() {
        String wanted = System.getProperty("real.clients", "");
        Jdk ours = InstalledJdks.all().get(0);
        List<Run> runs = new ArrayList<>();
        for (RealClient client : RealClients.all()) {
            for (Jdk jdk : InstalledJdks.all()) {
                if (client.toString().contains(wanted) && (jdk.equals(ours) || client.newest())) {
                    runs.add(new Run(client, jdk, client.serverOf(ServerShape.founding())));
                    runs.add(new Run(client, jdk, client.serverOf(ServerShape.hintOnly())));
                }
            }
        }
        return runs;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void failsInTheseWordsWithoutTheAgent(Run run) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(run.shape())) {
            int seconds = run.client().hangs() ? RealClient.SHORT_SECONDS : GENEROUS_SECONDS;
            JvmResult result = finish(run, jvm(run), server, seconds);
            Outcome outcome = record(run, server, result, false);

            assertThat(outcome.said()).as("%s", result).isEqualTo(run.client().withoutAgent());
            assertThat(result.exitCode()).as("%s", result).isEqualTo(1);
            assertThat(server.wire().exchanges()).noneMatch(WireExchange::carriedToken);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void isConnectedAfterOneLoginWithTheAgent(Run run) throws Exception {
        int starts = run.client().mayMissItsAnswer() ? MOST_STARTS : 1;
        while (!connects(run, --starts == 0)) {
            System.out.println(run + ": had its answer and missed it, by a race of its own; started again");
        }
    }

    /** Answers whether it came to an end; the last start must be connected. */
    private boolean connects(Run run, boolean last) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(run.shape())) {
            JvmResult result = finish(run, withAgent(jvm(run)), server, last ? GENEROUS_SECONDS : FEW_SECONDS);
            if (!last && missedItsAnswer(server, result)) {
                return false;
            }
            Outcome outcome = record(run, server, result, true);

            assertThat(outcome.said()).as("%s", result).isEqualTo("✓ Connected, 2 tools");
            assertThat(result.exitCode()).as("%s", result).isZero();
            assertThat(sent(server, "authorize")).as("%s", result).hasSize(1);
            assertThat(sent(server, "token")).as("%s", result).hasSize(1);
            return true;
        }
    }

    /** It waited in vain, and the server had answered it and opened its stream. */
    private static boolean missedItsAnswer(TestMcpServer server, JvmResult result) {
        List<WireExchange> admitted = server.wire().exchanges().stream()
                .filter(exchange -> server.isMcp(exchange) && exchange.carriedToken() && exchange.status() == 200)
                .toList();
        return result.stdout().contains("TimeoutException") && admitted.size() >= 2;
    }

    @AfterAll
    static void keepWhatWasSeen() throws IOException {
        Path file = Path.of("target", "compatibility.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, JsonMapper.builder().build().writeValueAsString(OUTCOMES));
    }

    private static ForkedJvm jvm(Run run) {
        return ForkedJvm.of(run.jdk().home()).with("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    }

    private ForkedJvm withAgent(ForkedJvm jvm) throws IOException {
        return jvm.with("-javaagent:" + System.getProperty("agent.jar"))
                .environment("MCP_AUTH_FIX_HOME", folder.resolve("home").toString())
                .environment("MCP_AUTH_FIX_INTERACTION", "browser")
                .environment("MCP_AUTH_FIX_BROWSER_COMMAND", BrowserCommand.in(folder.resolve("browser")));
    }

    private static JvmResult finish(Run run, ForkedJvm jvm, TestMcpServer server, int seconds) throws Exception {
        return run.client().addTo(jvm, seconds, server.mcpUri().toString()).run(LIMIT);
    }

    private static Outcome record(Run run, TestMcpServer server, JvmResult result, boolean agent) {
        String said = Said.in(result.stdout(), server.mcpUri().toString());
        int dances = sent(server, "authorize").size();
        Outcome outcome = new Outcome(
                run.client().toString(), run.jdk().version(), run.shape().name(), agent, said, dances);
        OUTCOMES.add(outcome);
        return outcome;
    }

    private static List<WireExchange> sent(TestMcpServer server, String endpoint) {
        String path = Objects.requireNonNull(
                server.authorizationServer().endpoint(endpoint).getPath());
        return server.wire().to(path);
    }
}
