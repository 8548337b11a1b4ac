package dev.mcpauthfix.it.demo;

import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.JvmResult;
import dev.mcpauthfix.it.server.ObservedRung;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import dev.mcpauthfix.it.server.Transport;
import dev.mcpauthfix.it.wire.WireExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code scripts/demo}: the same client twice against the same server, without and with the agent. */
public final class Demo {

    private static final Duration LIMIT = Duration.ofMinutes(6);

    private final Path root;
    private final boolean browser;
    private final Terminal terminal;

    private Demo(Path root, boolean browser, Terminal terminal) {
        this.root = root;
        this.browser = browser;
        this.terminal = terminal;
    }

    /**
     * Runs it: {@code Demo <project folder> [--colour] [--browser] [--sse]}. Exits with 0 only if the client failed without the
     * agent and succeeded with it.
     */
    public static void main(String[] args) throws Exception {
        List<String> options = Arrays.asList(args).subList(1, args.length);
        boolean browser = options.contains("--browser");
        Terminal terminal = new Terminal(options.contains("--colour"));
        ServerShape shape = ServerShape.founding().withAuthorizationServer(server -> server.consentPage(browser));
        boolean shown;
        try (TestMcpServer server = TestMcpServer.start(options.contains("--sse") ? shape.overSse() : shape)) {
            shown = new Demo(Path.of(args[0]), browser, terminal).show(server);
        }
        System.exit(shown ? 0 : 1);
    }

    private boolean show(TestMcpServer server) throws IOException, InterruptedException {
        terminal.heading("1  A server as in anthropics/claude-code#61376");
        terminal.indented(Terminal.Ink.PLAIN, server.mcpUri().toString());
        terminal.indented(Terminal.Ink.PLAIN, "HTTP 401, WWW-Authenticate: Bearer error=\"invalid_token\"");
        terminal.indented(
                Terminal.Ink.DIM,
                "No resource_metadata in it, and no protected resource metadata anywhere (RFC 9728).");

        terminal.heading("2  An ordinary MCP client, as it is");
        JvmResult before = run(clientAlone(server));
        print(before);

        terminal.heading("3  The same command with the agent");
        server.wire().clear();
        Path home = Files.createTempDirectory("mcp-auth-fix-demo");
        try {
            JvmResult after = run(withAgent(server, home));
            print(after);
            return conclude(server, before, after);
        } finally {
            delete(home);
        }
    }

    private boolean conclude(TestMcpServer server, JvmResult before, JvmResult after) {
        List<WireExchange> exchanges = server.wire().exchanges();
        terminal.heading("4  What went over the wire the second time");
        new WireTable(server).print(terminal, exchanges);
        boolean shown = before.exitCode() == 1 && after.exitCode() == 0;
        if (shown) {
            terminal.heading(
                    "Healed by the rung " + ObservedRung.in(server) + ", and nothing of the client was changed.");
        } else {
            terminal.heading("Not as expected: exit " + before.exitCode() + " without the agent (expected 1), "
                    + after.exitCode() + " with it (expected 0).");
        }
        return shown;
    }

    private JvmResult run(ForkedJvm client) throws IOException, InterruptedException {
        String command = String.join(" ", client.arguments()).replace(root + "/agent/dist/target/", "");
        terminal.indented(Terminal.Ink.CYAN, "$ java " + command.replace(root + "/sample-client/target/", ""));
        return client.run(LIMIT);
    }

    private ForkedJvm clientAlone(TestMcpServer server) {
        return sampleClient(ForkedJvm.ofThisJdk(), server);
    }

    private ForkedJvm withAgent(TestMcpServer server, Path home) throws IOException {
        String agent = root.resolve("agent/dist/target/mcp-auth-fix.jar").toString();
        ForkedJvm client = ForkedJvm.ofThisJdk()
                .with("-javaagent:" + agent)
                .environment("MCP_AUTH_FIX_HOME", home.resolve("home").toString())
                .environment("MCP_AUTH_FIX_INTERACTION", "browser");
        if (browser) {
            client.errorStreamInherited();
        } else {
            client.environment("MCP_AUTH_FIX_BROWSER_COMMAND", BrowserCommand.in(home.resolve("browser")));
        }
        return sampleClient(client, server);
    }

    private ForkedJvm sampleClient(ForkedJvm jvm, TestMcpServer server) {
        jvm.with("-jar", root.resolve("sample-client/target/sample-client.jar").toString());
        if (server.shape().transport() == Transport.SSE) {
            // Without a token this transport of the SDK learns of no error: it waits for its whole timeout.
            jvm.with("--sse", "--timeout", browser ? "300" : "15");
        } else if (browser) {
            jvm.with("--timeout", "300");
        }
        return jvm.with("--call-tools", server.mcpUri().toString());
    }

    private void print(JvmResult result) {
        terminal.indented(result.exitCode() == 0 ? Terminal.Ink.GREEN : Terminal.Ink.RED, result.stdout());
        terminal.indented(Terminal.Ink.DIM, result.stderr());
        terminal.indented(Terminal.Ink.DIM, "exit " + result.exitCode());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
