package dev.mcpauthfix.it.hotfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.jvm.InstalledJdks;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import dev.mcpauthfix.it.jvm.JvmResult;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An operator heals a JVM that runs and fails, looks at it, and takes the agent out again, beside fifty other calls a second. */
class HotfixIT {

    private static final String CONNECTED = "✓ Connected to";
    private static final Pattern TRAFFIC = Pattern.compile("(\\d+) calls, (\\d+) errors, slowest (\\d+) ms");
    private static final int MOST_MILLIS_ADDED = 500;

    @TempDir
    private Path folder;

    static List<Jdk> jdks() {
        return InstalledJdks.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    @Timeout(value = 180, unit = TimeUnit.SECONDS)
    void healsAFailingJvmWithinOneRoundAndIsTakenBackWithoutATrace(Jdk jdk) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient = new RunningPatient(jdk, server.mcpUri().toString(), folder)) {
            String pid = Long.toString(patient.pid());
            List<String> before = patient.connect();
            assertThat(before).element(0).asString().startsWith("✗ Failed to connect");
            long unused = traffic("before", patient);

            says(done("attach", pid, "home=" + folder.resolve("home"), Cli.browser(folder)), "active, mode=auto");
            assertThat(traffic("attach", patient)).isLessThan(MOST_MILLIS_ADDED);
            assertThat(patient.connect()).as("%s", patient.stderr()).anyMatch(line -> line.startsWith(CONNECTED));
            String status = done("status", pid);
            says(
                    status,
                    "mode=auto",
                    "which is: heal: the application has no OAuth of its own for MCP",
                    "patched: ",
                    "java.net.http",
                    server.mcpUri().toString(),
                    "healed 1");

            says(done("set", pid, "mode=observe"), "mode=observe from the next request on");
            assertThat(patient.connect()).isEqualTo(before);
            says(done("status", pid), "mode=observe", "observed 1", "latest: mode=observe");

            says(done("set", pid, "mode=heal"), "mode=heal from the next request on");
            assertThat(patient.connect()).anyMatch(line -> line.startsWith(CONNECTED));

            says(done("disable", pid), "off from the next request on");
            assertThat(patient.connect()).isEqualTo(before);
            says(done("enable", pid), "mode=heal from the next request on");
            assertThat(patient.connect()).anyMatch(line -> line.startsWith(CONNECTED));
            assertThat(traffic("orders", patient)).isLessThan(MOST_MILLIS_ADDED);

            says(done("detach", pid), "is out of this JVM: every class has its own code back");
            assertThat(traffic("detach", patient)).isLessThan(MOST_MILLIS_ADDED);
            assertThat(patient.connect()).isEqualTo(before);
            JvmResult gone = Cli.run("status", pid);
            assertThat(gone.exitCode()).as("%s", gone).isEqualTo(1);
            assertThat(gone.stderr()).contains("no agent in this JVM");
            assertThat(traffic("after", patient)).isLessThan(MOST_MILLIS_ADDED);
            assertThat(patient.stderr()).doesNotContain("fault of mcp-auth-fix", "Exception");
        }
    }

    /** The slowest of the other calls in this time, in milliseconds; none may have failed. */
    private static long traffic(String when, RunningPatient patient) throws Exception {
        String said = patient.traffic();
        System.out.println("other calls, " + when + ": " + said);
        Matcher numbers = TRAFFIC.matcher(said);
        assertThat(numbers.matches()).as(said).isTrue();
        assertThat(numbers.group(1)).as(said).isNotEqualTo("0");
        assertThat(numbers.group(2)).as(said).isEqualTo("0");
        return Long.parseLong(numbers.group(3));
    }

    private static String done(String... words) throws Exception {
        JvmResult result = Cli.run(words);
        assertThat(result.exitCode()).as("%s", result).isZero();
        assertThat(result.stderr()).as("%s", result).isEmpty();
        return result.stdout();
    }

    private static void says(String text, CharSequence... parts) {
        assertThat(text).contains(parts);
    }
}
