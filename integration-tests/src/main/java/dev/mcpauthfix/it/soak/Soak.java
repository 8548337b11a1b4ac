package dev.mcpauthfix.it.soak;

import dev.mcpauthfix.it.authorization.AuthorizationServerSettings;
import dev.mcpauthfix.it.demo.BrowserCommand;
import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.JvmResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * JVMs of one user and one vault, with tokens that live for two seconds and a refresh token that revokes everything when it is
 * used twice.
 *
 * @param agent the agent jar
 * @param folder where the vault and the clients' output go
 * @param length how long the clients send
 * @param jvms how many JVMs
 * @param threads how many threads send in each
 * @param kills whether JVMs are killed at random moments and replaced
 * @param redis whether the vault is in a Redis server, else in files
 */
public record Soak(Path agent, Path folder, Duration length, int jvms, int threads, boolean kills, boolean redis) {

    private static final Duration TOKEN_LIFETIME = Duration.ofSeconds(2);
    /** What servers with such a setting use by default, or more. Without it a process killed at the wrong moment costs the login. */
    private static final Duration REUSE_INTERVAL = Duration.ofSeconds(30);

    /**
     * What came of it.
     *
     * @param answered how many requests the clients that lived to tell had answered with 200
     * @param troubles what clients saw that was not a 200, one line each
     * @param killed how many JVMs were killed
     * @param challenges how many 401 the server sent, all of them answered by the agent where there are no troubles
     * @param refreshes how many refreshes were granted
     * @param revokedFamilies how many times a used refresh token was used again
     * @param logins how many authorization requests there were
     */
    public record Result(
            long answered,
            List<String> troubles,
            int killed,
            long challenges,
            int refreshes,
            int revokedFamilies,
            long logins) {

        /** One line for people. */
        @Override
        public String toString() {
            return answered + " requests answered 200, " + troubles.size() + " not; " + challenges
                    + " challenges answered by the agent, " + refreshes + " refreshes, " + revokedFamilies
                    + " families revoked, " + logins + " logins, " + killed + " JVMs killed";
        }
    }

    /** Runs it from the command line: agent jar, folder, minutes, {@code kills} or {@code quiet}, {@code redis} or {@code file}. */
    public static void main(String[] args) throws Exception {
        Duration length = Duration.ofSeconds(Math.round(60 * Double.parseDouble(args[2])));
        Soak soak = new Soak(
                Path.of(args[0]), Path.of(args[1]), length, 4, 32, args[3].equals("kills"), args[4].equals("redis"));
        Result result = soak.run();
        System.out.println(args[4] + ", " + args[3] + ", " + length.toSeconds() + " s: " + result);
        result.troubles().stream().distinct().limit(20).forEach(System.out::println);
        boolean clean = result.troubles().isEmpty() && result.revokedFamilies() == 0 && result.logins() == 1;
        System.exit(clean ? 0 : 1);
    }

    /** Logs in once, then lets the JVMs send. */
    public Result run() throws IOException, InterruptedException {
        AuthorizationServerSettings.Builder settings =
                AuthorizationServerSettings.builder().accessTokenLifetime(TOKEN_LIFETIME);
        if (kills) {
            settings.reuseInterval(REUSE_INTERVAL);
        }
        Files.createDirectories(folder);
        if (!redis) {
            return run(settings.build(), "file");
        }
        try (RedisProcess process = RedisProcess.start(folder)) {
            return run(settings.build(), process.url());
        }
    }

    private Result run(AuthorizationServerSettings settings, String vault) throws IOException, InterruptedException {
        try (SoakServer server = SoakServer.start(settings)) {
            login(server, vault);
            return send(server, vault);
        }
    }

    private void login(SoakServer server, String vault) throws IOException, InterruptedException {
        JvmResult login = ForkedJvm.ofThisJdk()
                .with("-jar", agent.toString(), "login", server.mcpUri().toString())
                .environment("MCP_AUTH_FIX_HOME", folder.resolve("home").toString())
                .environment("MCP_AUTH_FIX_VAULT", vault)
                .environment("MCP_AUTH_FIX_INTERACTION", "browser")
                .environment("MCP_AUTH_FIX_BROWSER_COMMAND", BrowserCommand.in(folder.resolve("browser")))
                .run(Duration.ofMinutes(1));
        if (login.exitCode() != 0) {
            throw new IllegalStateException("the login failed: " + login);
        }
    }

    private Result send(SoakServer server, String vault) throws IOException, InterruptedException {
        Random random = new Random(20261124);
        List<SoakJvm> running = new ArrayList<>();
        List<SoakJvm> killed = new ArrayList<>();
        for (int i = 0; i < jvms; i++) {
            running.add(start(server, vault, running.size() + killed.size()));
        }
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            // The run's own time, not something waited for.
            Thread.sleep(kills ? 500 + random.nextInt(1500) : 200);
            if (kills && System.nanoTime() < end) {
                SoakJvm victim = running.remove(random.nextInt(running.size()));
                victim.kill();
                killed.add(victim);
                running.add(start(server, vault, running.size() + killed.size()));
            }
        }
        List<String> troubles = new ArrayList<>();
        long answered = 0;
        for (SoakJvm jvm : running) {
            jvm.stop();
        }
        for (SoakJvm jvm : running) {
            jvm.awaitStop();
        }
        for (SoakJvm jvm : running) {
            answered += jvm.finish(troubles);
        }
        for (SoakJvm jvm : killed) {
            jvm.troubles(troubles);
        }
        return new Result(
                answered,
                List.copyOf(troubles),
                killed.size(),
                server.challenges(),
                server.authorizationServer().refreshes(),
                server.authorizationServer().revokedFamilies(),
                server.logins());
    }

    private SoakJvm start(SoakServer server, String vault, int number) throws IOException {
        Path output = Files.createDirectories(folder).resolve("client-" + number + ".txt");
        Process process = ForkedJvm.ofThisJdk()
                .with("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-javaagent:" + agent)
                .with("-cp", System.getProperty("java.class.path"), SoakClient.class.getName())
                .with(server.mcpUri().toString(), String.valueOf(threads))
                .environment("MCP_AUTH_FIX_HOME", folder.resolve("home").toString())
                .environment("MCP_AUTH_FIX_VAULT", vault)
                .environment("MCP_AUTH_FIX_INTERACTION", "none")
                .start(output);
        return new SoakJvm(process, output);
    }

    private record SoakJvm(Process process, Path output) {

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        /** Tells it to send no more. */
        void stop() throws IOException {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        }

        /** Returns when it sends no more; its output is a file, which tells nobody of its lines. */
        void awaitStop() throws IOException, InterruptedException {
            while (process.isAlive() && lines().stream().noneMatch(line -> line.startsWith("answered "))) {
                Thread.sleep(50);
            }
        }

        /** Ends it, adds what was not answered 200, and answers how much was. */
        long finish(List<String> troubles) throws IOException, InterruptedException {
            process.getOutputStream().close();
            process.waitFor();
            troubles(troubles);
            return lines().stream()
                    .filter(line -> line.startsWith("answered "))
                    .mapToLong(line -> Long.parseLong(line.substring("answered ".length())))
                    .sum();
        }

        /** Standard error too: a WARN of the agent's is a trouble. */
        void troubles(List<String> troubles) throws IOException {
            lines().stream()
                    .filter(line -> line.startsWith("refused ") || line.startsWith("failed ") || line.contains("WARN"))
                    .forEach(troubles::add);
        }

        private List<String> lines() throws IOException {
            return Files.readAllLines(output, StandardCharsets.UTF_8);
        }
    }
}
