package dev.mcpauthfix.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpauthfix.it.jvm.ForkedJvm;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real JVM with a settings file that has a section for one of two MCP servers, with a token that somebody else renews. */
final class ServerSettingsIT {

    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile String accepted = "given-1";
    private HttpServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Files.writeString(folder.resolve("token"), "given-1\n");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        authorizations.add(exchange.getRequestURI().getPath() + " " + authorization);
        boolean right = ("Bearer " + accepted).equals(authorization);
        if (!right) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        }
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(right ? 200 : 401, -1);
        exchange.close();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Test
    void theTokenOfTheFileIsSentToItsServerAloneAndAChangeIsTakenUp() throws Exception {
        Path config = Files.write(
                folder.resolve("fix.conf"),
                List.of(
                        "interaction=none",
                        "home=" + folder.resolve("home"),
                        "log=" + folder.resolve("agent.log"),
                        "[" + url("/mcp") + "]",
                        "grant=token",
                        "token.file=" + folder.resolve("token")));

        assertThat(statusesOf(config, url("/mcp"), 2)).containsExactly("200", "200");
        Files.writeString(folder.resolve("token"), "given-2\n");
        accepted = "given-2";
        assertThat(statusesOf(config, url("/mcp"), 1)).containsExactly("200");
        authorizations.clear();
        assertThat(statusesOf(config, url("/other"), 1)).containsExactly("401");

        assertThat(authorizations).contains("/other null").allMatch(seen -> seen.endsWith(" null"), "without a token");
        assertThat(folder.resolve("home")).as("nothing is kept").doesNotExist();
        assertThat(Files.readString(folder.resolve("agent.log"))).doesNotContain("given-");
    }

    @Test
    void aRunningJvmReadsTheFileAgainWhenTheServerRefusesTheOldToken() throws Exception {
        Path config = Files.write(
                folder.resolve("fix.conf"),
                List.of("grant=token", "client.resource=" + url("/mcp"), "token.file=" + folder.resolve("token")));
        Process caller = caller(config, url("/mcp"));
        try (BufferedReader statuses = caller.inputReader();
                BufferedWriter calls = caller.outputWriter()) {
            assertThat(call(calls, statuses)).isEqualTo("200");
            accepted = "given-2";
            assertThat(call(calls, statuses)).isEqualTo("401");
            Files.writeString(folder.resolve("token"), "given-2\n");
            assertThat(call(calls, statuses)).isEqualTo("200");
        } finally {
            caller.destroyForcibly().waitFor();
        }
    }

    private List<String> statusesOf(Path config, String url, int count) throws Exception {
        Process caller = caller(config, url);
        List<String> seen = new CopyOnWriteArrayList<>();
        try (BufferedReader statuses = caller.inputReader();
                BufferedWriter calls = caller.outputWriter()) {
            for (int i = 0; i < count; i++) {
                seen.add(call(calls, statuses));
            }
        } finally {
            caller.destroyForcibly().waitFor();
        }
        return seen;
    }

    private static Process caller(Path config, String url) throws IOException {
        return ForkedJvm.ofThisJdk()
                .with("-javaagent:" + System.getProperty("agent.jar") + "=config=" + config)
                .with("-cp", System.getProperty("java.class.path"), "dev.mcpauthfix.it.agent.McpCaller", url)
                .start();
    }

    private static String call(BufferedWriter calls, BufferedReader statuses) throws IOException {
        calls.write("call\n");
        calls.flush();
        return String.valueOf(statuses.readLine());
    }
}
