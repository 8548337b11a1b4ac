package dev.mcpauthfix.it.hotfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.InstalledJdks;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import dev.mcpauthfix.it.jvm.JvmResult;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator is told where something is in the way, and what he sees without touching anything. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OperatorIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final Jdk jdk = InstalledJdks.all().get(0);

    @Test
    void seesTheJvmsAndWhatTheyHoldWithoutTouchingThem() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient = new RunningPatient(jdk, server.mcpUri().toString(), folder)) {
            assertThat(patient.connect()).isNotEmpty();
            String pid = Long.toString(patient.pid());

            JvmResult list = Cli.run("list", "--json");
            JvmResult dryRun = Cli.run("attach", "--dry-run", pid);
            JvmResult members = Cli.run("attach", "--dry-run", "--json", pid);
            JvmResult status = Cli.run("status", pid);

            assertThat(list.stdout().lines().filter(line -> line.startsWith("{\"pid\":" + pid + ",")))
                    .singleElement()
                    .asString()
                    .contains(Patient.class.getName(), "\"agent_version\":null", "\"agent_from_start\":false");
            assertThat(dryRun.stdout()).as("%s", dryRun).contains("nothing forbids an attach", "java.net.http");
            assertThat(members.stdout())
                    .as("%s", members)
                    .contains("\"outcome\":\"done\"", "\"http\":[\"java.net.http\"", "\"forbids\":null", "\"warns\":[");
            assertThat(status.exitCode()).as("%s", status).isEqualTo(1);
            assertThat(status.stderr()).contains("no agent in this JVM");
            assertThat(patient.stderr()).isEmpty();
        }
    }

    @Test
    void reachesAJvmFromARuntimeThatHasTheBaseModuleAlone() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient = new RunningPatient(jdk, server.mcpUri().toString(), folder)) {
            assertThat(patient.connect()).isNotEmpty();

            JvmResult attached = ForkedJvm.ofThisJdk()
                    .with("--limit-modules", "java.base", "-jar", Cli.jar().toString(), "attach", "--json")
                    .with(Long.toString(patient.pid()), "mode=observe", "home=" + folder.resolve("home"))
                    .run(LIMIT);

            assertThat(attached.exitCode()).as("%s", attached).isZero();
            assertThat(attached.stdout()).contains("\"outcome\":\"done\"", "\"mode\":\"observe\"");
        }
    }

    @Test
    void isToldThatTheSettingsAreWrongAndMayComeAgainWithRightOnes() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient = new RunningPatient(jdk, server.mcpUri().toString(), folder)) {
            assertThat(patient.connect()).isNotEmpty();
            String pid = Long.toString(patient.pid());

            JvmResult wrong = Cli.run("attach", pid, "mode=sometimes");
            JvmResult right = Cli.run("attach", pid, "mode=observe");

            assertThat(wrong.exitCode()).as("%s", wrong).isEqualTo(1);
            assertThat(wrong.stderr()).contains("refused: its settings are wrong");
            assertThat(patient.stderr()).contains("\"sometimes\" is not allowed");
            assertThat(right.exitCode()).as("%s", right).isZero();
        }
    }

    /** Such a JVM would answer the signal of an attach with a thread dump on its standard output. */
    @Test
    void isToldOfAJvmThatTakesNoAttachWhichIsNotSignalled() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient =
                        new RunningPatient(jdk, server.mcpUri().toString(), folder, "-XX:+DisableAttachMechanism")) {
            assertThat(patient.connect()).isNotEmpty();
            String unused = patient.traffic();

            JvmResult refused = Cli.run("attach", Long.toString(patient.pid()));

            assertThat(refused.exitCode()).as("%s", refused).isEqualTo(3);
            assertThat(refused.stderr()).contains("-XX:+DisableAttachMechanism", "-javaagent");
            assertThat(patient.traffic()).contains(" calls, ");
        }
    }

    /** SIGQUIT would end it, and need not be sent: such a JVM listens from its start. */
    @Test
    void reachesAJvmThatWouldDieOfTheSignal() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient = new RunningPatient(jdk, server.mcpUri().toString(), folder, "-Xrs")) {
            assertThat(patient.connect()).isNotEmpty();

            JvmResult attached = Cli.run("attach", Long.toString(patient.pid()), "mode=observe");

            assertThat(attached.exitCode()).as("%s", attached).isZero();
            assertThat(patient.traffic()).contains(" 0 errors");
        }
    }

    @Test
    void isToldOfAJvmThatTakesNoAgentsWhileItRuns() throws Exception {
        Jdk newest = InstalledJdks.all().get(InstalledJdks.all().size() - 1);
        assumeTrue(newest.version() >= 21, "only Java 21 and newer can refuse agents; the newest here is " + newest);
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient = new RunningPatient(
                        newest, server.mcpUri().toString(), folder, "-XX:-EnableDynamicAgentLoading")) {
            assertThat(patient.connect()).isNotEmpty();

            for (String way : new String[] {"--dry-run", "--jar=" + Cli.jar()}) {
                JvmResult refused = Cli.run("attach", way, Long.toString(patient.pid()));

                assertThat(refused.exitCode()).as("%s", refused).isEqualTo(3);
                assertThat(refused.stderr()).contains("-XX:-EnableDynamicAgentLoading", "-javaagent");
            }
            assertThat(patient.traffic()).contains(" 0 errors");
        }
    }

    @Test
    void isToldOfTheWarningThatANewerJvmPrintsAndOfAnAgentThatIsThere() throws Exception {
        Jdk newest = InstalledJdks.all().get(InstalledJdks.all().size() - 1);
        assumeTrue(newest.version() >= 21, "only Java 21 and newer warn of agents; the newest here is " + newest);
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient =
                        new RunningPatient(newest, server.mcpUri().toString(), folder)) {
            assertThat(patient.connect()).isNotEmpty();
            String pid = Long.toString(patient.pid());

            JvmResult before = Cli.run("attach", "--dry-run", pid);
            JvmResult attached = Cli.run("attach", pid, "mode=observe");
            JvmResult after = Cli.run("attach", "--dry-run", pid);

            assertThat(before.stdout()).as("%s", before).contains("note: the JVM would print a warning");
            assertThat(attached.stdout()).as("%s", attached).contains("note: the JVM has printed a warning");
            assertThat(patient.stderr()).contains("WARNING: A Java agent has been loaded dynamically");
            assertThat(after.stdout()).as("%s", after).contains("already: version ", "mode=observe");
        }
    }

    @Test
    void isToldWhichJarTheJvmCannotOpen() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient = new RunningPatient(jdk, server.mcpUri().toString(), folder)) {
            assertThat(patient.connect()).isNotEmpty();
            String pid = Long.toString(patient.pid());

            for (String dryRun : new String[] {"--dry-run", "--json"}) {
                JvmResult missing = Cli.run("attach", dryRun, pid, "--jar", "/nowhere/mcp-auth-fix.jar");
                assertThat(missing.exitCode()).as("%s", missing).isEqualTo(3);
                assertThat(missing.stdout() + missing.stderr()).contains("/nowhere/mcp-auth-fix.jar", "--jar");
            }
        }
    }

    @Test
    void isToldOfAProcessThatIsNoJvmOrNoneAtAll() throws Exception {
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            JvmResult noJvm = Cli.run("status", Long.toString(other.pid()));
            assertThat(noJvm.exitCode()).as("%s", noJvm).isEqualTo(3);
            assertThat(noJvm.stderr()).contains("is no JVM");
        } finally {
            other.destroyForcibly().waitFor();
        }
        JvmResult gone = Cli.run("status", Long.toString(other.pid()));
        assertThat(gone.exitCode()).as("%s", gone).isEqualTo(3);
        assertThat(gone.stderr()).contains("There is no process " + other.pid());
    }

    @Test
    void isToldThatAnOrderNeedsAnAgent() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient = new RunningPatient(jdk, server.mcpUri().toString(), folder)) {
            assertThat(patient.connect()).isNotEmpty();

            JvmResult refused = Cli.run("disable", Long.toString(patient.pid()));

            assertThat(refused.exitCode()).as("%s", refused).isEqualTo(1);
            assertThat(refused.stderr()).contains("the agent is not in this JVM; attach it first");
        }
    }

    @Test
    void ordersAnAgentThatCameWithTheStart() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient = new RunningPatient(
                        jdk,
                        server.mcpUri().toString(),
                        folder,
                        "-javaagent:" + Cli.jar() + "=mode=off,home=" + folder.resolve("home"))) {
            assertThat(patient.connect()).element(0).asString().startsWith("✗ Failed to connect");
            String pid = Long.toString(patient.pid());

            assertThat(Cli.run("set", pid, "mode=observe").exitCode()).isZero();
            assertThat(patient.connect()).element(0).asString().startsWith("✗ Failed to connect");

            assertThat(Cli.run("status", pid).stdout()).contains("mode=observe", "observed 1");
            assertThat(Cli.run("list").stdout()).contains(pid + "  " + Patient.class.getName(), "mode=observe");
            assertThat(Cli.run("detach", pid).exitCode()).isZero();
            assertThat(Files.exists(folder.resolve("home"))).isFalse();
        }
    }
}
