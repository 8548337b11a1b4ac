package dev.mcpauthfix.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.jvm.InstalledJdks;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import dev.mcpauthfix.it.jvm.JvmResult;
import dev.mcpauthfix.it.server.ObservedRung;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import dev.mcpauthfix.it.wire.WireExchange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same clients as in {@link WithoutAgentIT}, with the agent: every one of them gets in. */
class HealingIT {

    @TempDir
    private Path folder;

    /**
     * Every client at every shape on the JDK that runs us; on another JDK the newest client at every shape, and every older one
     * at the founding shape.
     */
    static Stream<Arguments> everyClientEverywhere() {
        List<Arguments> runs = new ArrayList<>();
        Jdk ours = InstalledJdks.all().get(0);
        for (Jdk jdk : InstalledJdks.all()) {
            for (ClientVersion version : ClientVersion.values()) {
                boolean everyShape = jdk.equals(ours) || version == ClientVersion.NEWEST;
                List<ServerShape> shapes = everyShape ? ServerShape.healing() : List.of(ServerShape.founding());
                for (ServerShape shape : shapes) {
                    if (version.speaksStreamable()) {
                        runs.add(Arguments.of(jdk, version, shape));
                    }
                    runs.add(Arguments.of(jdk, version, shape.overSse()));
                }
            }
        }
        return runs.stream();
    }

    @ParameterizedTest
    @MethodSource("everyClientEverywhere")
    void getsIn(Jdk jdk, ClientVersion version, ServerShape shape) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(shape)) {
            JvmResult result = ClientRun.of(server)
                    .on(jdk)
                    .version(version)
                    .withAgent(folder)
                    .run();

            assertConnected(result);
            assertThat(ObservedRung.in(server)).isEqualTo(shape.rung());
            assertThat(sent(server, "authorize")).hasSize(1);
            assertThat(sent(server, "token")).hasSize(1);
        }
    }

    @Test
    void getsInWithAnIssuerThatOnlyASettingNames() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.configured())) {
            String issuer = server.authorizationServer().issuer();

            assertConnected(ClientRun.of(server)
                    .withAgent(folder)
                    .setting("ISSUER", issuer)
                    .run());
        }
    }

    @Test
    void getsInThroughAConsentPage() throws Exception {
        ServerShape shape = ServerShape.founding().withAuthorizationServer(server -> server.consentPage(true));
        try (TestMcpServer server = TestMcpServer.start(shape)) {
            assertConnected(ClientRun.of(server).withAgent(folder).run());
        }
    }

    @Test
    void asksNobodyTheSecondTime() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding())) {
            assertConnected(ClientRun.of(server).withAgent(folder).run());
            server.wire().clear();

            assertConnected(ClientRun.of(server).withAgent(folder).run());

            assertThat(sent(server, "authorize")).isEmpty();
            assertThat(sent(server, "token")).isEmpty();
            assertThat(sent(server, "register")).isEmpty();
        }
    }

    @Test
    void refreshesATokenThatTheServerNoLongerTakes() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding())) {
            assertConnected(ClientRun.of(server).withAgent(folder).run());
            server.authorizationServer().expireAccessTokens();
            server.wire().clear();

            assertConnected(ClientRun.of(server).withAgent(folder).run());

            assertThat(sent(server, "authorize")).isEmpty();
            assertThat(sent(server, "token"))
                    .singleElement()
                    .satisfies(exchange -> assertThat(exchange.parameterNames()).contains("refresh_token"));
        }
    }

    static List<ServerShape> untouched() {
        return ServerShape.untouched();
    }

    @ParameterizedTest
    @MethodSource("untouched")
    void changesNothingWhereTheServerIsNotOAuth(ServerShape shape) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(shape)) {
            String without = ClientRun.of(server).run().stdout();

            JvmResult result = ClientRun.of(server).withAgent(folder).run();

            assertThat(result.stdout()).as("%s", result).isEqualTo(without);
            assertThat(result.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void letsTheClientFailAsEverWhenThePersonDenies() throws Exception {
        ServerShape shape = ServerShape.founding().withAuthorizationServer(server -> server.consentPage(true));
        try (TestMcpServer server = TestMcpServer.start(shape)) {
            String without = ClientRun.of(server).run().stdout();

            JvmResult result = ClientRun.of(server).withAgent(folder, "--deny").run();

            assertThat(result.stdout()).as("%s", result).isEqualTo(without);
            assertThat(sent(server, "token")).isEmpty();
        }
    }

    private static void assertConnected(JvmResult result) {
        assertThat(result.exitCode()).as("%s", result).isZero();
        assertThat(result.stdout().lines()).first().asString().startsWith("✓ Connected to notes 1.0");
        assertThat(result.stdout().lines().skip(1))
                .as("the program's own lines and nothing else")
                .hasSize(6)
                .allMatch(line -> line.startsWith("  tool ") || line.startsWith("  answer "));
        assertThat(result.stdout()).contains("add{a=1, b=1} → 2").contains("→ Hello, world!");
    }

    private static List<WireExchange> sent(TestMcpServer server, String endpoint) {
        String path = Objects.requireNonNull(
                server.authorizationServer().endpoint(endpoint).getPath());
        return server.wire().to(path);
    }
}
