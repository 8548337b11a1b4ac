package dev.mcpauthfix.it.hotfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.jvm.InstalledJdks;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import dev.mcpauthfix.it.jvm.JvmResult;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever looks at a server from within a running JVM leaves that JVM as it was, whether an agent is in it or not. */
class DoctorInIT {

    private static final String SEEN = "done\nlooked from within this JVM\n{";

    @TempDir
    private Path folder;

    static List<Jdk> jdks() {
        return InstalledJdks.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    @Timeout(value = 180, unit = TimeUnit.SECONDS)
    void leavesNoTraceWhereNoAgentIs(Jdk jdk) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient =
                        new RunningPatient(jdk, server.mcpUri().toString(), folder, "-Dmcp.auth.fix.mode=sometimes");
                Attacher attacher = new Attacher(patient.pid(), jdk.home())) {
            List<String> before = patient.connect();

            for (int look = 0; look < 3; look++) {
                assertThat(look(attacher, server))
                        .startsWith(SEEN)
                        .contains(server.mcpUri().toString());
            }

            assertThat(attacher.coreLoaders(0)).isZero();
            assertThat(attacher.ourThreads()).isEmpty();
            assertThat(attacher.property("mcpauthfix.status")).isNull();
            assertThat(patient.connect()).isEqualTo(before);
            assertThat(patient.stderr()).doesNotContain("mcp-auth-fix]");
            JvmResult status = Cli.run("status", Long.toString(patient.pid()));
            assertThat(status.exitCode()).as("%s", status).isEqualTo(1);
            assertThat(status.stderr()).contains("no agent in this JVM");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    @Timeout(value = 180, unit = TimeUnit.SECONDS)
    void asksTheAgentThatIsThereAndChangesNothingOfIt(Jdk jdk) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient = new RunningPatient(jdk, server.mcpUri().toString(), folder);
                Attacher attacher = new Attacher(patient.pid(), jdk.home())) {
            assertThat(patient.connect()).isNotEmpty();
            assertThat(attacher.order("command=attach,mode=observe")).startsWith("done\n");
            assertThat(attacher.order("command=disable")).startsWith("done\n");
            String status = attacher.property("mcpauthfix.status");

            assertThat(look(attacher, server)).startsWith(SEEN);

            assertThat(attacher.property("mcpauthfix.status")).isEqualTo(status);
            assertThat(attacher.coreLoaders(1)).isEqualTo(1);
            assertThat(attacher.order("command=enable")).contains("mode=observe from the next request on");
            assertThat(attacher.order("command=detach")).startsWith("done\n");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    @Timeout(value = 180, unit = TimeUnit.SECONDS)
    void asksAnAgentWhoseSettingsAreWrong(Jdk jdk) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient = new RunningPatient(
                        jdk, server.mcpUri().toString(), folder, "-javaagent:" + Cli.jar() + "=mode=sometimes");
                Attacher attacher = new Attacher(patient.pid(), jdk.home())) {
            assertThat(patient.connect()).isNotEmpty();
            assertThat(patient.stderr()).contains("stays off until the settings are corrected");

            assertThat(look(attacher, server))
                    .startsWith(SEEN)
                    .contains(server.mcpUri().toString());
            assertThat(look(attacher, server)).startsWith(SEEN);
        }
    }

    private static String look(Attacher attacher, TestMcpServer server) throws Exception {
        return attacher.order("command=doctor,timeout=10,url="
                + URLEncoder.encode(server.mcpUri().toString(), StandardCharsets.UTF_8));
    }
}
