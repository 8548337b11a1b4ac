package dev.mcpauthfix.it.hotfix;

import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import dev.mcpauthfix.it.jvm.JvmResult;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A folder in place of a machine's root, for the lines of {@link Recipes}: a path of theirs lies below it, the MCP server is a real one on
 * this machine, and the program is the sample client. Everything else of a line is run as it stands.
 */
final class RecipeMachine implements AutoCloseable {

    private static final Pattern ABSOLUTE =
            Pattern.compile("(?<=[\\s:=\"'])/(?=(?:opt|etc|var|run|tmp)/|mcp-auth-fix\\.jar)");

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String CLIENT = "reports";
    private static final String SECRET = "a-secret-of-the-test";

    private final Path root;
    private final TestMcpServer server;

    RecipeMachine(Path folder) throws Exception {
        root = folder.toRealPath();
        server = TestMcpServer.start(ServerShape.founding()
                .withAuthorizationServer(server -> server.onlyRegistered(Map.of(CLIENT, SECRET))));
        for (String made :
                List.of("/opt/mcp-auth-fix", "/etc/mcp-auth-fix", "/var/log/app", "/run/secrets/mcp", "/tmp")) {
            Files.createDirectories(at(made));
        }
        Files.writeString(at("/run/secrets/mcp/client-secret"), SECRET + "\n");
        bring(Path.of(Objects.requireNonNull(System.getProperty("sample.client.jar"), "sample.client.jar")), "app.jar");
        bring(Cli.jar(), "mcp-auth-fix.jar");
        Files.writeString(root.resolve("mcp-auth-fix.conf"), lines("config"));
    }

    /** Puts jar and settings where all recipes but those that bring them themselves expect them. */
    RecipeMachine installed() throws IOException {
        Files.copy(Cli.jar(), at("/opt/mcp-auth-fix/mcp-auth-fix.jar"));
        Files.copy(root.resolve("mcp-auth-fix.conf"), at("/etc/mcp-auth-fix/mcp-auth-fix.conf"));
        return this;
    }

    TestMcpServer server() {
        return server;
    }

    String url() {
        return server.mcpUri().toString();
    }

    /** A path of the recipes', on this machine. */
    Path at(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    /** A file where the lines are run. */
    Path here(String name) {
        return root.resolve(name);
    }

    /** Puts a file of another name where the lines are run. */
    void bring(Path file, String name) throws IOException {
        Files.copy(file, root.resolve(name));
    }

    /** A recipe for this machine. */
    String lines(String recipe) throws IOException {
        return ABSOLUTE.matcher(Recipes.named(recipe))
                .replaceAll(root + "/")
                .replace("https://mcp.example.com/mcp", url())
                .replace(
                        "2027-02-28",
                        LocalDate.now(Clock.systemUTC()).plusYears(1).toString())
                .replace("-jar app.jar", "-jar app.jar " + url());
    }

    /** The one line of a recipe that has this in it. */
    String line(String recipe, String part) throws IOException {
        List<String> found =
                lines(recipe).lines().filter(line -> line.contains(part)).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("not one line with " + part + " in recipe " + recipe + ": " + found);
        }
        return found.get(0);
    }

    /** Runs lines of shell, with this JDK's programs first on the path. */
    JvmResult shell(Jdk jdk, String... lines) throws IOException, InterruptedException {
        return run(jdk, Map.of(), "sh", "-eu", "-c", String.join("\n", lines));
    }

    /** Starts the program with nothing but these variables. */
    JvmResult program(Jdk jdk, Map<String, String> variables) throws IOException, InterruptedException {
        return run(jdk, variables, "java", "-jar", "app.jar", url());
    }

    JvmResult run(Jdk jdk, Map<String, String> variables, String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("stdout", ".txt");
        Path err = Files.createTempFile("stderr", ".txt");
        try {
            long start = System.nanoTime();
            Process process = builder(jdk, variables, command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            boolean ended = process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new JvmResult(process.exitValue(), Files.readString(out), Files.readString(err), !ended, took);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private ProcessBuilder builder(Jdk jdk, Map<String, String> variables, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.matches("JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|MCP_AUTH_FIX_.*"));
        // A cluster that somebody is logged in to is none of the recipes'.
        environment.put("KUBECONFIG", "/dev/null");
        environment.put("PATH", jdk.home().resolve("bin") + File.pathSeparator + System.getenv("PATH"));
        environment.putAll(variables);
        // ProcessBuilder looks for the program on the path of our own process.
        if (command[0].equals("java")) {
            builder.command().set(0, jdk.home().resolve("bin/java").toString());
        }
        return builder;
    }

    /** Whether there is such a program on the path, and it ends well; what it is told then may depend on the machine. */
    static boolean has(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException none) {
            return false;
        }
    }

    /** Says on the test's output what was not run, and why. */
    static void notRun(String what, String why) {
        System.out.println("not run: " + what + ", because " + why);
    }

    @Override
    public void close() {
        server.close();
    }
}
