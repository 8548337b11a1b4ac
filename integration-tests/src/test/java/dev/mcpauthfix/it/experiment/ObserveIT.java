package dev.mcpauthfix.it.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.InstalledJdks;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import dev.mcpauthfix.it.wire.WireExchange;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code mode=observe}: an application that is refused sees, sends and waits for what it would without the agent. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ObserveIT {

    @TempDir
    private Path folder;

    static List<Arguments> servers() {
        List<Arguments> servers = new ArrayList<>();
        for (Jdk jdk : InstalledJdks.all()) {
            servers.add(Arguments.of(
                    jdk,
                    ServerShape.founding(),
                    "needs-login",
                    "\"rung\":\"server-metadata-origin\"",
                    "\"missing\":\"consent\""));
            servers.add(Arguments.of(
                    jdk,
                    ServerShape.defaultEndpoints(),
                    "needs-login",
                    "\"rung\":\"default-endpoints\"",
                    "\"requests\":"));
            servers.add(Arguments.of(jdk, ServerShape.apiKey(), "not-oauth", "\"requests\":0,", "asks for the scheme"));
        }
        return servers;
    }

    @ParameterizedTest
    @MethodSource("servers")
    void tellsWhatWouldHaveHappenedAndChangesNothing(
            Jdk jdk, ServerShape shape, String verdict, String part, String other) throws Exception {
        Path audit = folder.resolve("audit.jsonl");
        try (TestMcpServer server = TestMcpServer.start(shape)) {
            List<String> without;
            List<String> wireWithout;
            try (Talk talk = new Talk(client(jdk, server))) {
                without = talk.say("connect");
                wireWithout = mcp(server);
            }
            server.wire().clear();
            String agent = "-javaagent:" + System.getProperty("agent.jar") + "=mode=observe,audit=" + audit + ",home="
                    + folder.resolve("home");
            try (Talk talk = new Talk(client(jdk, server, agent))) {
                List<String> with = talk.say("connect");

                assertThat(with).isEqualTo(without).element(0).asString().startsWith("✗ Failed to connect");
                assertThat(mcp(server)).isEqualTo(wireWithout);
                assertThat(AuditLines.await(audit, "\"event\":\"observation\""))
                        .contains("\"decision\":\"" + verdict + "\"", part, other, "\"took_ms\":");
                assertThat(server.wire().exchanges())
                        .as("nothing but discovery")
                        .allSatisfy(exchange -> assertThat(server.isMcp(exchange)
                                        || exchange.method().equals("GET"))
                                .isTrue());
                assertThat(folder.resolve("home")).as("nothing is kept").doesNotExist();
            }
        }
    }

    /** The application's half of the wire: in what it sends no trace of us may be. */
    private static List<String> mcp(TestMcpServer server) {
        return server.wire().exchanges().stream()
                .filter(server::isMcp)
                .map(WireExchange::whole)
                .toList();
    }

    private static ForkedJvm client(Jdk jdk, TestMcpServer server, String... options) {
        return ForkedJvm.of(jdk.home())
                .with(options)
                .with("-jar", Objects.requireNonNull(System.getProperty("sample.client.jar"), "sample.client.jar"))
                .with("--each-line", server.mcpUri().toString());
    }

    static List<Jdk> jdks() {
        return InstalledJdks.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void givesTheRefusalBeforeAnythingIsFoundOut(Jdk jdk) throws Exception {
        CountDownLatch refused = new CountDownLatch(1);
        Path audit = folder.resolve("audit.jsonl");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/mcp", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.createContext("/.well-known/", exchange -> {
            await(refused);
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        ForkedJvm caller = ForkedJvm.of(jdk.home())
                .with("-javaagent:" + System.getProperty("agent.jar") + "=mode=observe,audit=" + audit + ",home="
                        + folder.resolve("home"))
                .with("-cp", System.getProperty("java.class.path"), "dev.mcpauthfix.it.agent.McpCaller")
                .with("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
        try (Talk talk = new Talk(caller)) {
            assertThat(talk.line("call"))
                    .as("while discovery waits for its first answer")
                    .isEqualTo("401");
            refused.countDown();
            assertThat(AuditLines.await(audit, "\"event\":\"observation\"")).contains("\"requests\":");
        } finally {
            refused.countDown();
            server.stop(0);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            boolean unused = latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
