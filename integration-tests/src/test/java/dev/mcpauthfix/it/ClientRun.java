package dev.mcpauthfix.it;

import dev.mcpauthfix.it.demo.BrowserCommand;
import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import dev.mcpauthfix.it.jvm.JvmResult;
import dev.mcpauthfix.it.server.TestMcpServer;
import dev.mcpauthfix.it.server.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One run of the sample client in a JVM of its own; each method changes something of the plainest run. */
final class ClientRun {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final TestMcpServer server;
    private final Map<String, String> settings = new TreeMap<>();
    private ClientVersion version = ClientVersion.NEWEST;
    private Path javaHome = Path.of(System.getProperty("java.home"));
    private int timeoutSeconds = 60;
    private @Nullable Path home;

    private ClientRun(TestMcpServer server) {
        this.server = server;
    }

    static ClientRun of(TestMcpServer server) {
        return new ClientRun(server);
    }

    ClientRun version(ClientVersion other) {
        this.version = other;
        return this;
    }

    ClientRun on(Jdk jdk) {
        this.javaHome = jdk.home();
        return this;
    }

    ClientRun timeoutSeconds(int seconds) {
        this.timeoutSeconds = seconds;
        return this;
    }

    /** With the agent, whose files are in this folder, and somebody who plays the person at the browser. */
    ClientRun withAgent(Path folder, String... person) throws IOException {
        this.home = folder;
        setting("HOME", folder.resolve("home").toString());
        setting("INTERACTION", "browser");
        return setting("BROWSER_COMMAND", BrowserCommand.in(folder.resolve("browser"), person));
    }

    ClientRun setting(String name, String value) {
        settings.put(name, value);
        return this;
    }

    JvmResult run() throws IOException, InterruptedException {
        ForkedJvm jvm = ForkedJvm.of(javaHome);
        if (home != null) {
            jvm.with("-javaagent:" + System.getProperty("agent.jar"));
        }
        settings.forEach((name, value) -> jvm.environment("MCP_AUTH_FIX_" + name, value));
        String[] transport = server.shape().transport() == Transport.SSE ? new String[] {"--sse"} : new String[0];
        return jvm.with(version.command(transport))
                .with("--call-tools", "--timeout", String.valueOf(timeoutSeconds))
                .with(server.mcpUri().toString())
                .run(LIMIT);
    }
}
