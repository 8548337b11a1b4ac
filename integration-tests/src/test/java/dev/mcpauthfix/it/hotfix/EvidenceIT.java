package dev.mcpauthfix.it.hotfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.InstalledJdks;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import dev.mcpauthfix.it.jvm.JvmResult;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import dev.mcpauthfix.it.wire.WireExchange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the agent did in a JVM can be read afterwards, in a file and in a recording of the JVM's own. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class EvidenceIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    static List<Jdk> jdks() {
        return InstalledJdks.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void tellsARefusalAndItsHealingLineByLineAndToTheFlightRecorder(Jdk jdk) throws Exception {
        Path audit = folder.resolve("audit.jsonl");
        Path recording = folder.resolve("recording.jfr");
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient = new RunningPatient(
                        jdk,
                        server.mcpUri().toString(),
                        folder,
                        "-javaagent:" + Cli.jar() + "=mode=observe,jvm=ward-1,audit=" + audit + "," + common())) {
            String pid = Long.toString(patient.pid());
            String started = tool(jdk, "jcmd", pid, "JFR.start", "name=evidence");
            List<String> refused = patient.connect();
            assertThat(Cli.run("set", pid, "mode=heal").exitCode()).as(started).isZero();
            List<String> connected = patient.connect();
            String stopped = tool(jdk, "jcmd", pid, "JFR.stop", "name=evidence", "filename=" + recording);
            assertThat(Cli.run("detach", pid).exitCode()).as(stopped).isZero();

            assertThat(refused).element(0).asString().startsWith("✗ Failed to connect");
            assertThat(connected).as("%s", patient.stderr()).anyMatch(line -> line.startsWith("✓ Connected to"));
            String[] tokens = server.wire().exchanges().stream()
                    .filter(WireExchange::carriedToken)
                    .map(exchange ->
                            String.valueOf(exchange.header("authorization")).substring("Bearer ".length()))
                    .toArray(String[]::new);
            assertThat(tokens).isNotEmpty();
            assertThat(Files.readAllLines(audit))
                    .filteredOn(line -> line.contains("\"event\":\"observation\""))
                    .singleElement()
                    .asString()
                    .contains("\"rung\":\"server-metadata-origin\"", "\"decision\":\"needs-login\"");
            assertThat(Files.readAllLines(audit))
                    .allSatisfy(line -> assertThat(line).doesNotContain(tokens))
                    .allSatisfy(line -> assertThat(line)
                            .startsWith("{\"schema\":1,\"time\":\"")
                            .contains(
                                    "\"jvm\":\"ward-1\",\"pid\":" + pid + ",", "\"agent_digest\":\"" + digest() + "\"")
                            .doesNotContain("access", "refresh", "code="))
                    .filteredOn(line -> !line.contains("\"event\":\"observation\""))
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .contains("\"event\":\"agent\"", "\"decision\":\"started\"", "mode=observe"),
                            line -> assertThat(line)
                                    .contains(
                                            "\"event\":\"challenge\"",
                                            "\"server\":\"" + server.mcpUri() + "\"",
                                            "\"decision\":\"observe\"",
                                            "\"status_before\":401",
                                            "\"hint\":false"),
                            line -> assertThat(line).contains("\"event\":\"agent\"", "\"decision\":\"changed\""),
                            line -> assertThat(line)
                                    .contains("\"event\":\"discovery\"", "\"rung\":\"server-metadata-origin\""),
                            line -> assertThat(line).contains("\"event\":\"registration\""),
                            line -> assertThat(line)
                                    .contains("\"event\":\"token\"", "\"decision\":\"obtained\"", "\"requests\":6,"),
                            line -> assertThat(line)
                                    .contains(
                                            "\"event\":\"challenge\"",
                                            "\"rung\":\"server-metadata-origin\"",
                                            "\"decision\":\"retry\""),
                            line -> assertThat(line)
                                    .contains(
                                            "\"event\":\"retry\"",
                                            "\"decision\":\"healed\"",
                                            "\"status_before\":401,\"status_after\":200"),
                            line -> assertThat(line).contains("\"event\":\"agent\"", "\"decision\":\"stopped\""));
            assertThat(tool(jdk, "jfr", "print", "--events", "mcpauthfix.*", recording.toString()))
                    .contains(
                            "mcpauthfix.Challenge {",
                            "decision = \"observe\"",
                            "decision = \"retry\"",
                            "mcpauthfix.Discovery {",
                            "rung = \"server-metadata-origin\"",
                            "mcpauthfix.Token {",
                            "mcpauthfix.Retry {",
                            "statusAfter = 200");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void tellsOfTheRefusalUponWhichAProgramEnds(Jdk jdk) throws Exception {
        Path audit = folder.resolve("audit.jsonl");
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding())) {
            JvmResult result = ForkedJvm.of(jdk.home())
                    .with("-javaagent:" + Cli.jar() + "=mode=observe,audit=" + audit + "," + common())
                    .with(
                            "-jar",
                            Objects.requireNonNull(System.getProperty("sample.client.jar"), "sample.client.jar"),
                            server.mcpUri().toString())
                    .run(LIMIT);

            assertThat(result.stdout()).as("%s", result).contains("✗ Failed to connect");
            assertThat(Files.readAllLines(audit))
                    .anySatisfy(
                            line -> assertThat(line).contains("\"event\":\"challenge\"", "\"decision\":\"observe\""));
        }
    }

    private String common() throws Exception {
        return "home=" + folder.resolve("home") + "," + Cli.browser(folder);
    }

    private static String digest() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(Cli.jar())));
    }

    private static String tool(Jdk jdk, String name, String... words) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(jdk.home().resolve("bin").resolve(name).toString());
        builder.command().addAll(List.of(words));
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
