package dev.mcpauthfix.it.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.demo.BrowserCommand;
import dev.mcpauthfix.it.jvm.InstalledJdks;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attaches the jar to a JVM that is already failing, with the JDK's own tool. */
class AttachIT {

    @TempDir
    private Path folder;

    static List<Jdk> jdks() {
        return InstalledJdks.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void healsAClientThatExistedBeforeTheAttach(Jdk jdk) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                Caller caller = new Caller(jdk, server.mcpUri().toString())) {
            assertThat(caller.call()).isEqualTo("401");
            assertThat(caller.call()).isEqualTo("401");

            caller.attach("home=" + folder.resolve("home") + ",browser.command="
                    + BrowserCommand.in(folder.resolve("browser")).replace(" ", "%20"));

            assertThat(caller.call()).as("%s", caller).isEqualTo("200");
            assertThat(caller.call()).isEqualTo("200");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void leavesARunningJvmAsItIsWhenTheArgumentIsWrong(Jdk jdk) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                Caller caller = new Caller(jdk, server.mcpUri().toString())) {
            assertThat(caller.call()).isEqualTo("401");

            caller.attach("mode=sometimes");

            assertThat(caller.call()).isEqualTo("401");
            assertThat(caller.toString()).contains("\"sometimes\" is not allowed");
        }
    }

    /** The application and its terminal. */
    private final class Caller implements AutoCloseable {

        private final Jdk jdk;
        private final Process process;
        private final BufferedReader stdout;
        private final PrintStream stdin;
        private final Path stderr = Files.createTempFile(folder, "stderr", ".txt");

        Caller(Jdk jdk, String url) throws IOException {
            this.jdk = jdk;
            Programs.packedIn(folder);
            this.process = new ProcessBuilder(
                            jdk.home().resolve("bin/java").toString(),
                            "-cp",
                            folder.resolve("programs.jar").toString(),
                            McpCaller.class.getName(),
                            url)
                    .redirectError(stderr.toFile())
                    .start();
            this.stdout = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
            this.stdin = new PrintStream(process.getOutputStream(), true, UTF_8);
        }

        String call() throws IOException {
            stdin.println("call");
            return stdout.readLine();
        }

        void attach(String arguments) throws Exception {
            Process jcmd = new ProcessBuilder(
                            jdk.home().resolve("bin/jcmd").toString(),
                            Long.toString(process.pid()),
                            "JVMTI.agent_load",
                            Programs.agentJar().toString(),
                            // Unquoted, jcmd takes the text before "=" for the whole option.
                            '"' + arguments + '"')
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
            assertThat(jcmd.waitFor()).as(answer).isZero();
            assertThat(answer).contains("return code: 0");
        }

        @Override
        public String toString() {
            try {
                return Files.readString(stderr);
            } catch (IOException unreadable) {
                return unreadable.toString();
            }
        }

        @Override
        public void close() {
            stdin.close();
            process.destroy();
        }
    }
}
