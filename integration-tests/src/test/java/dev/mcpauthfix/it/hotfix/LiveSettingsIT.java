package dev.mcpauthfix.it.hotfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.jvm.InstalledJdks;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import dev.mcpauthfix.it.jvm.JvmResult;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator changes in a JVM that runs holds from the next request on, whichever way he says it. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class LiveSettingsIT {

    private static final String CONNECTED = "✓ Connected to";
    private static final String FAILED = "✗ Failed to connect";

    @TempDir
    private Path folder;

    static List<Jdk> jdks() {
        return InstalledJdks.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void takesAnEditOfTheSettingsFileAsAWholeOrNotAtAll(Jdk jdk) throws Exception {
        Path file = folder.resolve("fix.conf");
        write(file, "mode=observe", common());
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient = patient(jdk, server, "config=" + file)) {
            String pid = Long.toString(patient.pid());
            assertThat(patient.connect()).element(0).asString().startsWith(FAILED);
            assertThat(status(pid)).contains("mode=observe", "observed 1", "settings file: " + file);

            write(file, "mode=heal", common());
            assertThat(patient.connect()).as("%s", patient.stderr()).anyMatch(line -> line.startsWith(CONNECTED));

            write(file, "mode=observe\nfailure.memory=soon", common());
            assertThat(patient.connect()).anyMatch(line -> line.startsWith(CONNECTED));
            assertThat(status(pid))
                    .contains("mode=heal", "not taken: line 2 of config file", "\"soon\" is not allowed");
            assertThat(patient.stderr()).contains("the settings stay as they were until that is corrected");

            Path next = folder.resolve("next.conf");
            write(next, "mode=observe", common());
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
            assertThat(patient.connect()).element(0).asString().startsWith(FAILED);
            assertThat(status(pid)).contains("mode=observe").doesNotContain("not taken");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void isOffWhileThereIsAFileOfTheNameThatItWasTold(Jdk jdk) throws Exception {
        Path kill = folder.resolve("off");
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient = patient(jdk, server, "kill.file=" + kill + "," + common())) {
            String pid = Long.toString(patient.pid());
            assertThat(patient.connect()).as("%s", patient.stderr()).anyMatch(line -> line.startsWith(CONNECTED));

            Files.createFile(kill);
            assertThat(patient.connect()).element(0).asString().startsWith(FAILED);
            assertThat(status(pid)).contains("mode=off", "held back: there is a file " + kill);
            JvmResult set = Cli.run("set", pid, "mode=heal");
            assertThat(set.stdout()).contains("but mode=off for now: there is a file " + kill);

            Files.delete(kill);
            assertThat(patient.connect()).anyMatch(line -> line.startsWith(CONNECTED));
            assertThat(patient.stderr()).contains("is off: there is a file", "works again");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void helpsOnlyTheServersThatItMayHelpAndOnlyAsLongAsItMay(Jdk jdk) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient = patient(jdk, server, "servers=mcp.example.com," + common())) {
            String pid = Long.toString(patient.pid());
            assertThat(patient.connect()).element(0).asString().startsWith(FAILED);
            assertThat(status(pid)).contains("left alone as servers= and servers.deny= want it: " + server.origin());

            assertThat(Cli.run("set", pid, "servers=mcp.example.com " + server.mcpUri())
                            .exitCode())
                    .isZero();
            assertThat(patient.connect()).as("%s", patient.stderr()).anyMatch(line -> line.startsWith(CONNECTED));

            assertThat(Cli.run("set", pid, "servers.deny=127.0.0.1", "log.level=debug")
                            .exitCode())
                    .isZero();
            assertThat(patient.connect()).element(0).asString().startsWith(FAILED);

            JvmResult past = Cli.run("set", pid, "servers.deny=", "expires=2020-01-31");
            assertThat(past.stdout()).contains("but mode=observe for now: expires= is a day that is over");
            assertThat(patient.connect()).element(0).asString().startsWith(FAILED);
            assertThat(status(pid)).contains("observed 1", "latest: expires= is a day that is over");
            assertThat(patient.stderr()).contains("heals no more: the day of expires= is over");

            JvmResult wrong = Cli.run("set", pid, "expires=tomorrow");
            assertThat(wrong.exitCode()).isEqualTo(1);
            assertThat(wrong.stderr())
                    .contains("order, expires: \"tomorrow\" is not allowed; allowed: a date", "nothing was changed");
            assertThat(Cli.run("set", pid, "expires=").exitCode()).isZero();
            assertThat(patient.connect()).anyMatch(line -> line.startsWith(CONNECTED));
        }
    }

    private RunningPatient patient(Jdk jdk, TestMcpServer server, String settings) throws Exception {
        return new RunningPatient(jdk, server.mcpUri().toString(), folder, "-javaagent:" + Cli.jar() + "=" + settings);
    }

    private String common() throws Exception {
        return "home=" + folder.resolve("home") + "," + Cli.browser(folder);
    }

    /** One setting a line; in a file nothing is spelt as %XX. */
    private static void write(Path file, String first, String more) throws Exception {
        Files.writeString(file, first + "\n" + more.replace(",", "\n").replace("%20", " ") + "\n");
    }

    private static String status(String pid) throws Exception {
        JvmResult status = Cli.run("status", pid);
        assertThat(status.exitCode()).as("%s", status).isZero();
        return status.stdout();
    }
}
