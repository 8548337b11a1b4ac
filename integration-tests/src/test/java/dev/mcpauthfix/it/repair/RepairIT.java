package dev.mcpauthfix.it.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.client.Said;
import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.InstalledJdks;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import dev.mcpauthfix.it.jvm.JvmResult;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import dev.mcpauthfix.it.wire.WireExchange;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An application that brings its own OAuth and goes by the specification's word fails at a server without protected resource metadata.
 * With {@code mode=repair} it connects, by its own login: the agent hands it the metadata and never holds a token.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class RepairIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String CONNECTED = "✓ Connected, 2 tools";

    @TempDir
    private Path folder;

    /** An application on a JDK at a server. */
    record Run(StrictClient client, Jdk jdk, ServerShape shape) {

        @Override
        public String toString() {
            return client + ", " + jdk + ", " + shape;
        }
    }

    static List<Jdk> jdks() {
        return InstalledJdks.all();
    }

    /** Servers that lack what a strict client needs: everywhere the founding one, the others for the newest SDK. */
    static List<Run> lacking() {
        List<Run> runs = new ArrayList<>();
        for (Jdk jdk : InstalledJdks.all()) {
            for (StrictClient client : StrictClient.values()) {
                runs.add(new Run(client, jdk, ServerShape.founding()));
            }
        }
        Jdk ours = InstalledJdks.all().get(0);
        Stream.of(ServerShape.bareUnauthorized(), ServerShape.serverMetadataPath())
                .forEach(shape -> {
                    runs.add(new Run(StrictClient.HINT_SDK_2_1, ours, shape));
                    runs.add(new Run(StrictClient.WELL_KNOWN_SDK_2_1, ours, shape));
                });
        // There is a document, and nobody says so.
        runs.add(new Run(StrictClient.HINT_SDK_2_1, ours, ServerShape.resourceMetadataPath()));
        return runs;
    }

    /** Servers that need nothing of us: one that has it all, and some whose refusal is none of OAuth's business. */
    static List<Run> complete() {
        List<Run> runs = new ArrayList<>();
        for (Jdk jdk : InstalledJdks.all()) {
            runs.add(new Run(StrictClient.HINT_SDK_1_1, jdk, ServerShape.hintOnly()));
            runs.add(new Run(StrictClient.HINT_SDK_2_1, jdk, ServerShape.hintOnly()));
        }
        Jdk ours = InstalledJdks.all().get(0);
        runs.add(new Run(StrictClient.HINT_SDK_2_1, ours, ServerShape.apiKey()));
        runs.add(new Run(StrictClient.HINT_SDK_2_1, ours, ServerShape.basic()));
        return runs;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lacking")
    void withoutTheAgentItFailsForWantOfMetadata(Run run) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(StrictClient.knownAt(run.shape()))) {
            JvmResult result = finish(run, server, null);

            assertThat(said(server, result))
                    .as("%s", result)
                    .startsWith("✗ ")
                    .endsWith(run.client().complaint(run.shape()));
            assertThat(result.exitCode()).as("%s", result).isEqualTo(1);
            assertThat(server.wire().exchanges()).noneMatch(WireExchange::carriedToken);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lacking")
    void inRepairModeItConnectsUnmodifiedByItsOwnLogin(Run run) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(StrictClient.knownAt(run.shape()))) {
            JvmResult result = finish(run, server, StrictClient.repair(folder));

            assertThat(said(server, result)).as("%s", result).isEqualTo(CONNECTED);
            assertThat(result.exitCode()).as("%s", result).isZero();
            assertThat(sent(server, "token"))
                    .as("the application's own, and no other: %s", result)
                    .hasSize(1)
                    .noneMatch(RepairIT::isTheAgents);
            assertThat(agentsRequests(server)).as("reads metadata, and no more").allMatch(RepairIT::readsMetadata);
            assertThat(server.wire().exchanges())
                    .filteredOn(exchange -> server.isMcp(exchange) && !exchange.carriedToken())
                    .as("one refusal, which the application itself answered: %s", result)
                    .hasSize(1);
            assertThat(folder.resolve("home").resolve("vault")).doesNotExist();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theAgentHoldsNoToken(Jdk jdk) throws Exception {
        connectsAndHoldsNoToken(jdk, StrictClient.repair(folder), "mode=repair");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void byItselfTheAgentFindsOutThatTheApplicationHasItsOwnOAuth(Jdk jdk) throws Exception {
        connectsAndHoldsNoToken(
                jdk,
                StrictClient.repair(folder).replace("mode=repair", "mode=auto"),
                "mode=auto",
                "which is: repair: the application has its own handler of refusals for the MCP Java SDK (");
    }

    private void connectsAndHoldsNoToken(Jdk jdk, String settings, String... says) throws Exception {
        Path stderr = folder.resolve("stderr.txt");
        try (TestMcpServer server = TestMcpServer.start(StrictClient.knownAt(ServerShape.founding()))) {
            String url = server.mcpUri().toString();
            Process service = StrictClient.HINT_SDK_2_1
                    .jvm(jdk, settings)
                    .with(StrictClient.HINT_SDK_2_1.residentCommand(url))
                    .startWithErrorsIn(stderr);
            try (BufferedReader answers = service.inputReader();
                    BufferedWriter orders = service.outputWriter()) {
                orders.write("connect\n");
                orders.flush();
                assertThat(outcome(answers)).as(Files.readString(stderr)).isEqualTo("tools 2");
                String status = agent("status", Long.toString(service.pid()));

                assertThat(status)
                        .contains(says)
                        .contains("faults of its own: 0", url, "repaired 1", "tokens obtained 0");
                assertThat(agent("tokens")).startsWith("No tokens in ");
                assertThat(folder.resolve("home").resolve("vault")).doesNotExist();
            } finally {
                service.destroyForcibly().waitFor();
            }
            assertThat(agentsRequests(server)).isNotEmpty().allMatch(RepairIT::readsMetadata);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("complete")
    void aServerThatNeedsNothingOfUsIsLeftAloneToTheByte(Run run) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(StrictClient.knownAt(run.shape()))) {
            JvmResult without = finish(run, server, null);
            List<String> requests = applicationsRequests(server);
            server.wire().clear();
            JvmResult with = finish(run, server, StrictClient.repair(folder));

            // The application prints each status, header and document that it got on its way to a token.
            assertThat(with.stdout()).as("%s", with).contains(" answered 401 ").isEqualTo(without.stdout());
            assertThat(with.stderr()).as("the agent was there").doesNotContain("is not allowed");
            assertThat(with.exitCode()).isEqualTo(without.exitCode());
            assertThat(said(server, with).equals(CONNECTED))
                    .as("%s", with)
                    .isEqualTo(run.shape().rung() != null);
            assertThat(applicationsRequests(server)).isEqualTo(requests);
            assertThat(agentsRequests(server))
                    .as("reads what the hint leads to, once each, to know that it is not dead")
                    .allMatch(request -> request.method().equals("GET") && request.status() == 200)
                    .extracting(WireExchange::path)
                    .doesNotHaveDuplicates();
            assertThat(folder.resolve("home").resolve("vault")).doesNotExist();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aDocumentThatTheServerHasReachesTheApplicationToTheByte(Jdk jdk) throws Exception {
        Run run = new Run(StrictClient.WELL_KNOWN_SDK_2_1, jdk, ServerShape.resourceMetadataPath());
        try (TestMcpServer server = TestMcpServer.start(StrictClient.knownAt(run.shape()))) {
            JvmResult without = finish(run, server, null);
            JvmResult with = finish(run, server, StrictClient.repair(folder));

            assertThat(documents(with)).as("%s", with).hasSize(1).isEqualTo(documents(without));
            assertThat(said(server, with)).isEqualTo(CONNECTED).isEqualTo(said(server, without));
        }
    }

    private static List<String> documents(JvmResult result) {
        return result.stdout()
                .lines()
                .filter(line -> line.contains("/.well-known/oauth-protected-resource/team/mcp answered 200"))
                .toList();
    }

    private static JvmResult finish(Run run, TestMcpServer server, @Nullable String agentSettings) throws Exception {
        return run.client()
                .jvm(run.jdk(), agentSettings)
                .with(run.client().command(server.mcpUri().toString()))
                .run(LIMIT);
    }

    private static String said(TestMcpServer server, JvmResult result) {
        return Said.in(result.stdout(), server.mcpUri().toString());
    }

    /** The resident's next outcome; its other lines tell what it was answered. */
    private static String outcome(BufferedReader answers) throws IOException {
        String line = answers.readLine();
        while (line != null && !line.startsWith("tools ")) {
            line = answers.readLine();
        }
        return String.valueOf(line);
    }

    private String agent(String... words) throws Exception {
        return ForkedJvm.ofThisJdk()
                .with("-XX:TieredStopAtLevel=1", "-jar", StrictClient.agentJar().toString())
                .with(words)
                .environment("MCP_AUTH_FIX_HOME", folder.resolve("home").toString())
                .run(LIMIT)
                .stdout();
    }

    /** What the application sent until it had a token, and with which answer. */
    private static List<String> applicationsRequests(TestMcpServer server) {
        return server.wire().exchanges().stream()
                .filter(exchange -> !exchange.carriedToken() && !isTheAgents(exchange))
                .map(WireExchange::toString)
                .toList();
    }

    private static List<WireExchange> agentsRequests(TestMcpServer server) {
        return server.wire().exchanges().stream().filter(RepairIT::isTheAgents).toList();
    }

    private static boolean isTheAgents(WireExchange exchange) {
        return "mcp-auth-fix".equals(exchange.header("user-agent"));
    }

    private static boolean readsMetadata(WireExchange exchange) {
        return exchange.method().equals("GET") && exchange.path().startsWith("/.well-known/");
    }

    private static List<WireExchange> sent(TestMcpServer server, String endpoint) {
        String path = Objects.requireNonNull(
                server.authorizationServer().endpoint(endpoint).getPath());
        return server.wire().to(path);
    }
}
