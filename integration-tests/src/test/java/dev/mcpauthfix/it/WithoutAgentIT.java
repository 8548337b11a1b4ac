package dev.mcpauthfix.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.JvmResult;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the agent is for: without it no client gets in, and the reason is hard to see. */
class WithoutAgentIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    static Stream<ServerShape> shapes() {
        return Stream.concat(ServerShape.healing().stream(), ServerShape.untouched().stream());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theNewestClientFailsAtEveryShape(ServerShape shape) throws Exception {
        JvmResult result = run(ClientVersion.NEWEST, shape);
        System.err.println(shape + "\n" + result);
        assertThat(result.exitCode()).as("%s", result).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void everyClientFailsX(ClientVersion version) throws Exception {
        if (version.speaksStreamable()) System.err.println(version + "\n" + run(version, ServerShape.founding()));
        System.err.println(version + "\n" + run(version, ServerShape.founding().overSse()));
    }

    private static JvmResult run(ClientVersion version, ServerShape shape) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(shape)) {
            String url = server.mcpUri().toString();
            String[] command = shape.sse()
                    ? version.command("--sse", "--timeout", "2", url)
                    : version.command("--timeout", "20", url);
            return ForkedJvm.ofThisJdk().with(command).run(LIMIT);
        }
    }
}
