package dev.mcpauthfix.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.authorization.AuthorizationServerSettings;
import dev.mcpauthfix.it.demo.BrowserCommand;
import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.InstalledJdks;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import dev.mcpauthfix.it.jvm.JvmResult;
import java.net.URI;
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

/** The lowest and the newest version of a library in one JVM, in class loaders that know nothing of each other: both are healed. */
@Tag("http-stack")
class TwoVersionsIT {

    @TempDir
    private Path folder;

    static Stream<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (Jdk jdk : InstalledJdks.all()) {
            pairs.add(Arguments.of(jdk, OkHttpCaller.class, "okhttp-3.14", "okhttp-5"));
            pairs.add(Arguments.of(jdk, WebClientCaller.class, "webclient-5.3", "webclient-7.0"));
            pairs.add(Arguments.of(jdk, VertxCaller.class, "vertx-4.5", "vertx-5"));
        }
        return pairs.stream();
    }

    @ParameterizedTest(name = "{2} beside {3} on {0}")
    @MethodSource("pairs")
    void healsBoth(Jdk jdk, Class<? extends Caller> caller, String lowest, String newest) throws Exception {
        try (ContractServer server = ContractServer.with(AuthorizationServerSettings.builder(), new IssuedSecrets())) {
            URI mcp = server.protectedResource();

            JvmResult result = ForkedJvm.of(jdk.home())
                    .with("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-javaagent:" + World.AGENT)
                    .with("-cp", World.programClassPath(""), TwoApplications.class.getName())
                    .with(caller.getName(), mcp.toString())
                    .with(World.programClassPath(Run.libraries(lowest)), World.programClassPath(Run.libraries(newest)))
                    .environment("MCP_AUTH_FIX_HOME", folder.resolve("home").toString())
                    .environment("MCP_AUTH_FIX_INTERACTION", "browser")
                    .environment("MCP_AUTH_FIX_BROWSER_COMMAND", BrowserCommand.in(folder.resolve("browser")))
                    .run(Duration.ofMinutes(2));

            assertThat(result.stdout().lines()).as("%s", result).containsExactly("200", "200");
            assertThat(result.stderr()).doesNotContain("left alone").doesNotContain("fault of mcp-auth-fix");
            assertThat(server.received(server.authorizationServer().endpoint("token")))
                    .hasSize(1);
        }
    }
}
