package dev.mcpauthfix.it.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.InstalledJdks;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import dev.mcpauthfix.it.jvm.JvmResult;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Twenty JVMs, five servers that are broken in five ways, half of the pairs lenient: what happens, and what the report says of it. */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class ExperimentIT {

    private static final int JVMS = 20;
    private static final int RESTARTS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<ServerShape> SHAPES = List.of(
            ServerShape.founding(),
            ServerShape.resourceMetadataPath(),
            ServerShape.resourceMetadataRoot(),
            ServerShape.serverMetadataPath(),
            ServerShape.defaultEndpoints());

    @TempDir
    private Path folder;

    /** The servers, each with a client that is registered by hand, so that nobody has to log in. */
    private static final class Servers implements Closeable {

        private final List<TestMcpServer> all = new ArrayList<>();

        Servers() throws Exception {
            for (ServerShape shape : SHAPES) {
                all.add(TestMcpServer.start(
                        shape.withAuthorizationServer(server -> server.onlyRegistered(Map.of("ward", "ward-secret")))));
            }
        }

        String[] urls() {
            return all.stream().map(server -> server.mcpUri().toString()).toArray(String[]::new);
        }

        List<String> settings() {
            List<String> lines = new ArrayList<>();
            for (TestMcpServer server : all) {
                lines.add("[" + server.mcpUri() + "]");
                lines.add("grant=client_credentials");
                lines.add("client.id=ward");
                lines.add("client.secret=ward-secret");
            }
            return lines;
        }

        @Override
        public void close() {
            all.forEach(TestMcpServer::close);
        }
    }

    @Test
    void theReportNamesTheRungThatHealedEachServer() throws Exception {
        Path audit = folder.resolve("audit.jsonl");
        Path config = folder.resolve("fix.conf");
        List<Jdk> jdks = InstalledJdks.all();
        try (Servers servers = new Servers()) {
            List<String> lines = new ArrayList<>(
                    List.of("experiment=ward:lenient=50%", "vault=memory", "interaction=none", "audit=" + audit));
            lines.addAll(servers.settings());
            Files.write(config, lines);

            List<JvmResult> results = new ArrayList<>();
            ExecutorService two = Executors.newFixedThreadPool(2);
            List<Future<JvmResult>> running = new ArrayList<>();
            for (int i = 0; i < JVMS; i++) {
                Jdk jdk = jdks.get(i % jdks.size());
                String jvm = "ward-" + i;
                running.add(two.submit(() -> client(jdk, config, jvm, servers.urls())));
            }
            for (Future<JvmResult> each : running) {
                results.add(each.get());
            }
            two.shutdown();

            JsonNode[] exposures = exposures(audit);
            int lenient = 0;
            for (int i = 0; i < JVMS; i++) {
                lenient += checkedAgainst(exposures, "ward-" + i, results.get(i), servers);
            }
            assertThat(lenient).as("a half of all pairs, give or take").isBetween(25, 75);
            reportOf(audit, servers, lenient);
            for (int i = 0; i < RESTARTS; i++) {
                JvmResult again = client(jdks.get((i + 1) % jdks.size()), config, "ward-" + i, servers.urls());
                assertThat(outcomes(again))
                        .as("after a restart, on another JDK: %s", again)
                        .isEqualTo(outcomes(results.get(i)));
            }
        }
    }

    @Test
    void aRaisedShareHoldsFromTheNextRequestOnAndALoweredOneTakesTheTokenAway() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding()
                        .withAuthorizationServer(built -> built.onlyRegistered(Map.of("ward", "ward-secret"))));
                Talk patient = new Talk(ForkedJvm.ofThisJdk()
                        .with("-javaagent:" + System.getProperty("agent.jar")
                                + "=jvm=ward-0,vault=memory,grant=client_credentials,client.id=ward"
                                + ",client.resource=" + server.mcpUri())
                        .environment("MCP_AUTH_FIX_CLIENT_SECRET", "ward-secret")
                        .with(
                                "-jar",
                                Objects.requireNonNull(System.getProperty("sample.client.jar"), "sample.client.jar"))
                        .with("--each-line", server.mcpUri().toString()))) {
            assertThat(command("set", patient.pid(), "experiment=ward:lenient=0%")
                            .exitCode())
                    .isZero();
            assertThat(patient.say("connect")).element(0).asString().startsWith("✗ Failed");

            assertThat(command("set", patient.pid(), "experiment=ward:lenient=100%")
                            .stdout())
                    .contains("experiment=ward:lenient=100% from the next request on");
            assertThat(patient.say("connect")).element(0).asString().startsWith("✓ Connected");
            assertThat(command("status", patient.pid()).stdout())
                    .contains("experiment: ward:lenient=100%", "lenient in the experiment");

            assertThat(command("set", patient.pid(), "experiment=ward:lenient=0%")
                            .exitCode())
                    .isZero();
            assertThat(patient.say("connect")).element(0).asString().startsWith("✗ Failed");

            assertThat(command("set", patient.pid(), "experiment=").exitCode()).isZero();
            assertThat(patient.say("connect")).element(0).asString().startsWith("✓ Connected");
            assertThat(server.wire().exchanges())
                    .filteredOn(exchange -> exchange.path().endsWith("/token"))
                    .as("the token of the lenient time serves again")
                    .hasSize(1);
        }
    }

    /** Every lenient pair is connected and no strict one is; how many are lenient. */
    private static int checkedAgainst(JsonNode[] exposures, String jvm, JvmResult result, Servers servers) {
        List<Boolean> expected = new ArrayList<>();
        for (TestMcpServer server : servers.all) {
            expected.add(isLenient(exposures, jvm, server.mcpUri().toString()));
        }
        assertThat(outcomes(result)).as("%s: %s", jvm, result).isEqualTo(expected);
        return (int) expected.stream().filter(lenient -> lenient).count();
    }

    /** Whether each server was connected, in their order. */
    private static List<Boolean> outcomes(JvmResult result) {
        return result.stdout()
                .lines()
                .filter(line -> line.startsWith("✓ Connected") || line.startsWith("✗ Failed"))
                .map(line -> line.startsWith("✓"))
                .toList();
    }

    private static JsonNode[] exposures(Path audit) throws Exception {
        return Files.readAllLines(audit).stream()
                .map(JSON::readTree)
                .filter(line -> line.path("event").asString("").equals("challenge"))
                .toArray(JsonNode[]::new);
    }

    private static boolean isLenient(JsonNode[] exposures, String jvm, String server) {
        for (JsonNode exposure : exposures) {
            if (exposure.path("jvm").asString("").equals(jvm)
                    && exposure.path("server").asString("").equals(server)) {
                assertThat(exposure.path("evaluation").asString("")).isEqualTo("SPLIT");
                return exposure.path("variant").asString("").equals("lenient");
            }
        }
        throw new AssertionError(jvm + " was not refused at " + server);
    }

    private void reportOf(Path audit, Servers servers, int lenient) throws Exception {
        Path html = folder.resolve("report.html");
        JvmResult text = command("report", "--html", html.toString(), audit.toString());
        JvmResult json = command("report", "--json", audit.toString());
        keep(audit, html, text);

        assertThat(json.exitCode()).as("%s", json).isZero();
        JsonNode report = JSON.readTree(json.stdout());
        for (TestMcpServer server : servers.all) {
            JsonNode found = server(report, server.mcpUri().toString());
            assertThat(found.path("rungs").size())
                    .as("%s in %s", server.shape(), json.stdout())
                    .isEqualTo(1);
            assertThat(found.path("rungs").path(0).path("rung").asString(""))
                    .isEqualTo(server.shape().rung());
            assertThat(found.path("advice").asString("")).isEqualTo("heal");
            assertThat(text.stdout())
                    .contains(
                            server.mcpUri().toString(),
                            Objects.requireNonNull(server.shape().rung()));
        }
        JsonNode arms = report.path("experiments").path(0).path("arms");
        assertThat(arms.size()).isEqualTo(2);
        for (JsonNode arm : arms) {
            boolean isLenient = arm.path("variant").asString("").equals("lenient");
            assertThat(arm.path("units").asInt(-1)).as(json.stdout()).isEqualTo(isLenient ? lenient : 100 - lenient);
            assertThat(arm.path("outcome").path("connected").asInt(-1))
                    .as(json.stdout())
                    .isEqualTo(isLenient ? lenient : 0);
        }
        assertThat(Files.readString(html, StandardCharsets.UTF_8)).startsWith("<!DOCTYPE html>");
    }

    private static JsonNode server(JsonNode report, String url) {
        for (JsonNode server : report.path("servers")) {
            if (server.path("address").asString("").equals(url)) {
                return server;
            }
        }
        throw new AssertionError("no server " + url + " in " + report);
    }

    /** For the pictures in the docs, where somebody asks for them. */
    private static void keep(Path audit, Path html, JvmResult text) throws Exception {
        String folder = System.getProperty("report.folder", "");
        if (!folder.isEmpty()) {
            Path kept = Files.createDirectories(Path.of(folder));
            Files.copy(audit, kept.resolve("audit.jsonl"));
            Files.copy(html, kept.resolve("report.html"));
            Files.writeString(kept.resolve("report.txt"), text.stdout());
        }
    }

    private static JvmResult command(String... words) throws Exception {
        return ForkedJvm.ofThisJdk()
                .with("-jar", Objects.requireNonNull(System.getProperty("agent.jar"), "agent.jar"))
                .with(words)
                .run(LIMIT);
    }

    private static JvmResult client(Jdk jdk, Path config, String jvm, String... urls) throws Exception {
        return ForkedJvm.of(jdk.home())
                .with("-XX:TieredStopAtLevel=1")
                .with("-javaagent:" + System.getProperty("agent.jar") + "=config=" + config + ",jvm=" + jvm)
                .with("-jar", Objects.requireNonNull(System.getProperty("sample.client.jar"), "sample.client.jar"))
                .with(urls)
                .run(LIMIT);
    }
}
