package dev.mcpauthfix.it.hotfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpauthfix.it.jvm.InstalledJdks;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.InvalidAttributeValueException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An operator looks at the agent, and switches it, by the tool that he looks at the JVM with anyway. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ManagementIT {

    private static final String CONNECTED = "✓ Connected to";
    private static final String FAILED = "✗ Failed to connect";

    @TempDir
    private Path folder;

    static List<Jdk> jdks() {
        return InstalledJdks.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void anOperatorSeesARefusalAndHealsItByManagementToolsAlone(Jdk jdk) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient =
                        new RunningPatient(jdk, server.mcpUri().toString(), folder, "-Dcom.sun.management.jmxremote");
                Attacher attacher = new Attacher(patient.pid(), jdk.home())) {
            ObjectName counts = Console.server(server.mcpUri().toString());
            assertThat(attacher.order(attach("mode=observe"))).startsWith("done\n");
            try (Console console = new Console(patient.pid())) {
                assertThat(console.shown()).isEmpty();

                assertThat(patient.connect()).element(0).asString().startsWith(FAILED);
                console.await(counts);
                assertThat(console.read(counts, "Observed")).isEqualTo(1L);
                assertThat(console.read(counts, "Latest")).asString().isNotEmpty();
                assertThat(console.read(Console.agent(), "Challenges")).isEqualTo(1L);
                assertThat(console.read(Console.agent(), "Healed")).isEqualTo(0L);
                assertThat(console.read(Console.agent(), "Mode")).isEqualTo("observe");
                assertThat((String[]) console.read(Console.agent(), "Libraries"))
                        .contains("java.net.http");

                assertThatThrownBy(() -> console.mode("sometimes"))
                        .isInstanceOf(InvalidAttributeValueException.class)
                        .hasMessageContaining("sometimes")
                        .hasMessageContaining("nothing was changed");
                console.mode("heal");
                assertThat(patient.connect()).as("%s", patient.stderr()).anyMatch(line -> line.startsWith(CONNECTED));
                assertThat(console.read(counts, "Healed")).isEqualTo(1L);
                assertThat(console.read(Console.agent(), "Tokens")).isEqualTo(1L);
                assertThat(console.read(counts, "FirstHealed")).asString().startsWith("20");

                assertThat(console.order("disable")).asString().startsWith("off from the next request on");
                assertThat(console.read(Console.agent(), "Mode")).isEqualTo("off");
                assertThat(patient.connect()).element(0).asString().startsWith(FAILED);
                assertThat(console.order("enable")).asString().startsWith("mode=heal");
                assertThat(patient.connect()).anyMatch(line -> line.startsWith(CONNECTED));

                assertThat(console.set("jmx=off")).asString().startsWith("jmx=off from the next request on");
                assertThat(console.shown()).isEmpty();
                assertThat(attacher.order("command=set,jmx=auto")).startsWith("done\n");
                assertThat(console.shown())
                        .containsExactly(Console.agent().getCanonicalName(), counts.getCanonicalName());

                assertThat(attacher.order("command=detach")).startsWith("done\n");
                assertThat(console.shown()).isEmpty();
                assertThat(patient.connect()).element(0).asString().startsWith(FAILED);
                assertThat(attacher.coreLoaders(0)).isZero();
            }
            assertThat(patient.traffic()).contains(" 0 errors");
            assertThat(patient.stderr()).doesNotContain("fault of mcp-auth-fix", "Exception");
        }
    }

    /** To ask for the platform's MBean server is to make it: that is not done where nobody wants it. */
    @ParameterizedTest
    @MethodSource("jdks")
    void theAgentIsShownWhenSomebodyBringsManagementUpLater(Jdk jdk) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient = new RunningPatient(
                        jdk, server.mcpUri().toString(), folder, "-Xlog:class+load:file=" + folder.resolve("classes"));
                Attacher attacher = new Attacher(patient.pid(), jdk.home())) {
            ObjectName counts = Console.server(server.mcpUri().toString());
            assertThat(attacher.order(attach("mode=observe"))).startsWith("done\n");
            assertThat(patient.connect()).element(0).asString().startsWith(FAILED);
            assertThat(folder.resolve("classes"))
                    .content()
                    .contains("javax.management.MBeanServerFactory ")
                    .doesNotContain("java.lang.management.ManagementFactory ");

            try (Console console = new Console(patient.pid())) {
                assertThat(console.shown()).isEmpty();
                assertThat(patient.connect()).element(0).asString().startsWith(FAILED);
                console.await(counts);
                assertThat(console.read(counts, "Observed")).isEqualTo(2L);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theAgentIsShownAtOnceWhereItIsAttachedWithThatWishAndTheNewerOneAfterIt(Jdk jdk) throws Exception {
        Path newer = SupersedeIT.jarOfVersion("99.0.0", folder);
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient = new RunningPatient(jdk, server.mcpUri().toString(), folder);
                Attacher attacher = new Attacher(patient.pid(), jdk.home())) {
            ObjectName counts = Console.server(server.mcpUri().toString());
            assertThat(attacher.order(attach("mode=observe,jmx=on"))).startsWith("done\n");
            try (Console console = new Console(patient.pid())) {
                assertThat(console.shown()).containsExactly(Console.agent().getCanonicalName());
                assertThat(patient.connect()).element(0).asString().startsWith(FAILED);
                console.await(counts);
                assertThat(console.read(Console.agent(), "Challenges")).isEqualTo(1L);

                assertThat(Cli.run(newer, "attach", Long.toString(patient.pid()))
                                .exitCode())
                        .isZero();
                assertThat(console.shown()).containsExactly(Console.agent().getCanonicalName());
                assertThat(console.read(Console.agent(), "Challenges")).isEqualTo(0L);
                assertThat(console.read(Console.agent(), "Mode")).isEqualTo("observe");
                assertThat(patient.connect()).element(0).asString().startsWith(FAILED);
                console.await(counts);
                assertThat(console.read(counts, "Challenges")).isEqualTo(1L);
                assertThat(attacher.coreLoaders(1)).isEqualTo(1);

                assertThat(attacher.order("command=detach")).startsWith("done\n");
                assertThat(console.shown()).isEmpty();
            }
            assertThat(patient.connect()).element(0).asString().startsWith(FAILED);
            assertThat(attacher.coreLoaders(0)).isZero();
            assertThat(patient.stderr()).doesNotContain("fault of mcp-auth-fix", "Exception");
        }
    }

    /** Before an application's main, and as it loads its first classes, nothing of management is touched: it may choose its implementation. */
    @ParameterizedTest
    @MethodSource("jdks")
    void theAgentThatCameWithTheStartIsShownFromTheFirstMcpRequestOn(Jdk jdk) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient = new RunningPatient(
                        jdk,
                        server.mcpUri().toString(),
                        folder,
                        "-Xlog:class+load:file=" + folder.resolve("classes"),
                        "-javaagent:" + Cli.jar() + "=mode=observe,jmx=on,home=" + folder.resolve("home"))) {
            assertThat(patient.traffic()).contains(" 0 errors");
            assertThat(folder.resolve("classes"))
                    .content()
                    .doesNotContain("dev.mcpauthfix.runtime.management.", "javax.management.");

            assertThat(patient.connect()).element(0).asString().startsWith(FAILED);

            try (Console console = new Console(patient.pid())) {
                console.await(Console.server(server.mcpUri().toString()));
                assertThat(console.read(Console.agent(), "Observed")).isEqualTo(1L);
            }
            assertThat(patient.stderr()).doesNotContain("fault of mcp-auth-fix", "Exception");
        }
    }

    private String attach(String settings) throws Exception {
        return "command=attach," + settings + ",home=" + folder.resolve("home") + "," + Cli.browser(folder);
    }
}
