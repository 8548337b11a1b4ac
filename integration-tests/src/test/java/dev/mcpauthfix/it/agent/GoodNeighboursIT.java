package dev.mcpauthfix.it.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.demo.BrowserCommand;
import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.InstalledJdks;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import dev.mcpauthfix.it.jvm.JvmResult;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Other agents in the same JVM, before ours and after it, and a mocking library that rewrites what we wove: both do their work. */
@Tag("http-stack")
class GoodNeighboursIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    /** An agent that patches HTTP clients too, with its exporters off; a line on an output stream proves that it was at work. */
    enum Neighbour {
        OPEN_TELEMETRY(
                "opentelemetry-javaagent",
                // Spans go to the error stream.
                "LoggingSpanExporter",
                "-Dotel.traces.exporter=logging",
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none"),
        DATADOG(
                "dd-java-agent",
                "DATADOG TRACER CONFIGURATION",
                "-Ddd.instrumentation.telemetry.enabled=false",
                "-Ddd.remote_config.enabled=false",
                "-Ddd.jmxfetch.enabled=false",
                "-Ddd.crashtracking.enabled=false",
                "-Ddd.trace.agent.port=1"),
        ELASTIC(
                "elastic-apm-agent",
                "Starting Elastic APM",
                "-Delastic.apm.disable_send=true",
                "-Delastic.apm.central_config=false",
                "-Delastic.apm.cloud_provider=NONE");

        private final String artifact;
        private final String mark;

        @SuppressWarnings("ImmutableEnumChecker") // from List.of
        private final List<String> options;

        Neighbour(String artifact, String mark, String... options) {
            this.artifact = artifact;
            this.mark = mark;
            this.options = List.of(options);
        }
    }

    static Stream<Arguments> neighbours() {
        List<Arguments> runs = new ArrayList<>();
        for (Jdk jdk : InstalledJdks.all()) {
            for (Neighbour neighbour : Neighbour.values()) {
                for (boolean oursFirst : new boolean[] {true, false}) {
                    runs.add(Arguments.of(jdk, neighbour, oursFirst));
                }
            }
        }
        return runs.stream();
    }

    @ParameterizedTest(name = "{0}, {1}, ours first: {2}")
    @MethodSource("neighbours")
    void healsBesideAnotherAgent(Jdk jdk, Neighbour neighbour, boolean oursFirst) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding())) {
            ForkedJvm jvm = ForkedJvm.of(jdk.home());
            String other = "-javaagent:" + jar(neighbour.artifact);
            jvm.with(oursFirst ? Programs.agent() : other, oursFirst ? other : Programs.agent());
            neighbour.options.forEach(jvm::with);

            JvmResult result = withAPerson(jvm)
                    .with("-jar", System.getProperty("sample.client.jar"))
                    .with("--call-tools", "--timeout", "60", server.mcpUri().toString())
                    .run(LIMIT);

            assertThat(result.exitCode()).as("%s", result).isZero();
            assertThat(result.stdout()).contains("✓ Connected to notes 1.0").doesNotContain("[mcp-auth-fix]");
            assertThat(result.stdout() + result.stderr()).contains(neighbour.mark);
            assertThat(result.stderr()).doesNotContain("fault of mcp-auth-fix");
            assertThat(logins(server)).isEqualTo(1);
        }
    }

    static List<Jdk> jdks() {
        return InstalledJdks.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void healsBesideMocksOfTheVeryClientItPatches(Jdk jdk) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding())) {
            String classPath = Programs.packedIn(folder).jar()
                    + File.pathSeparator
                    + Path.of(System.getProperty("neighbours")).resolve("*");
            JvmResult result = withAPerson(ForkedJvm.of(jdk.home())
                            .with(Programs.agent(), "-XX:+EnableDynamicAgentLoading")
                            .with("-cp", classPath, MockingCaller.class.getName()))
                    .with(server.mcpUri().toString())
                    .run(LIMIT);

            assertThat(result.stdout()).as("%s", result).isEqualToNormalizingNewlines("mocked HTTP_2 200 200\n");
            assertThat(result.stderr()).doesNotContain("fault of mcp-auth-fix");
            assertThat(logins(server)).isEqualTo(1);
        }
    }

    private ForkedJvm withAPerson(ForkedJvm jvm) throws IOException {
        return jvm.environment("MCP_AUTH_FIX_HOME", folder.resolve("home").toString())
                .environment("MCP_AUTH_FIX_INTERACTION", "browser")
                .environment("MCP_AUTH_FIX_BROWSER_COMMAND", BrowserCommand.in(folder.resolve("browser")));
    }

    private static int logins(TestMcpServer server) {
        return server.wire()
                .to(server.authorizationServer().endpoint("authorize").getPath())
                .size();
    }

    private static Path jar(String artifact) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("neighbours")))) {
            return files.filter(file -> file.getFileName().toString().startsWith(artifact))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + artifact
                            + " in integration-tests/neighbours/target/lib;" + " scripts/http-stacks puts it there"));
        }
    }
}
