package dev.mcpauthfix.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The login command on a terminal without a browser, and a person who thinks better of it. */
final class TerminalLoginIT {

    @TempDir
    private Path folder;

    private Process login(TestMcpServer server, String... options) throws IOException {
        return ForkedJvm.ofThisJdk()
                .with("-jar", System.getProperty("agent.jar"), "login")
                .with(options)
                .with(server.mcpUri().toString())
                .environment("MCP_AUTH_FIX_HOME", folder.resolve("home").toString())
                .environment("MCP_AUTH_FIX_BROWSER_COMMAND", "true")
                .start();
    }

    private static String lineWith(String part, BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains(part)) {
                return line;
            }
        }
        throw new AssertionError("no line with " + part);
    }

    /** What the address bar shows in the end, where the last redirect leads to nobody. */
    private static String lastAddress(String page) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        URI next = URI.create(page);
        while (true) {
            HttpResponse<Void> answer =
                    client.send(HttpRequest.newBuilder(next).build(), HttpResponse.BodyHandlers.discarding());
            next = next.resolve(answer.headers().firstValue("Location").orElseThrow());
            if (next.getRawQuery() != null && next.getRawQuery().contains("code=")) {
                return next.toString();
            }
        }
    }

    @Test
    void takesTheAddressThatABrowserOnAnotherMachineEndedAt() throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding())) {
            Process login = login(server, "--paste");
            try (BufferedReader err = login.errorReader();
                    BufferedReader out = login.inputReader();
                    BufferedWriter in = login.outputWriter()) {
                String line = lineWith("open this page in any browser", err);
                in.write("is it this one?\n");
                in.write(lastAddress(line.substring(line.indexOf("http"))) + "\n");
                in.flush();

                assertThat(lineWith("Logged in", out)).contains("running JVMs of this user pick it up");
                assertThat(lineWith("that is not the address", err)).isNotNull();
                assertThat(login.waitFor()).isZero();
            } finally {
                login.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGINT")
    void leavesNothingHalfWrittenWhenThePersonPressesControlC() throws Exception {
        if (ignoresInterrupts()) {
            String reason = "skipped: this build was started with SIGINT ignored, as a shell starts background jobs";
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding())) {
            Process login = login(server);
            try (BufferedReader out = login.inputReader()) {
                assertThat(lineWith("found the authorization server", out)).contains("issuer");
                assertThat(lineWith("waiting up to", out)).contains("300 s", "Ctrl-C");
                new ProcessBuilder("kill", "-INT", String.valueOf(login.pid()))
                        .start()
                        .waitFor();

                assertThat(login.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(login.exitValue()).isEqualTo(130);
            } finally {
                login.destroyForcibly().waitFor();
            }
        }
        try (Stream<Path> files = Files.walk(folder.resolve("home"))) {
            List<Path> written = files.filter(Files::isRegularFile).toList();
            assertThat(written)
                    .noneMatch(file -> file.toString().endsWith(".new"))
                    .filteredOn(file -> file.toString().endsWith(".json"))
                    .allSatisfy(file ->
                            assertThat(Files.readString(file)).startsWith("{").endsWith("}"));
        }
    }

    /** A process hands its ignored signals on to those it starts. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }
}
