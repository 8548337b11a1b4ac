package dev.mcpauthfix.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.authorization.AuthorizationServerSettings;
import dev.mcpauthfix.it.demo.BrowserCommand;
import dev.mcpauthfix.it.jvm.ForkedJvm;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/** One HTTP stack on one JDK, twice: without and with the agent; and the origins they call. */
final class World implements AutoCloseable {

    static final Path AGENT = Path.of(System.getProperty("agent.jar", "mcp-auth-fix.jar"));

    private final Run run;
    private final Path folder;
    private final IssuedSecrets secrets = new IssuedSecrets();
    private ContractServer oauth;
    private final ContractServer plain;
    private final ContractServer elsewhere;
    private final ContractProxy proxy;
    private final ContractJvm without;
    private final ContractJvm with;
    private @Nullable ContractJvm repairing;

    private World(Run run, Path folder) throws IOException {
        this.run = run;
        this.folder = folder;
        this.oauth = origin(AuthorizationServerSettings.builder());
        this.plain = ContractServer.withoutAuthorizationServer();
        this.elsewhere = ContractServer.withoutAuthorizationServer();
        this.proxy = ContractProxy.start();
        this.without = fork(jvm());
        this.with = agent(AGENT, folder.resolve("home"));
    }

    static World of(Run run) throws IOException {
        return new World(run, Files.createTempDirectory("contract"));
    }

    /** A new origin for the next case, so that no token of the last one is at hand there. */
    void nextCase() throws IOException {
        oauth.close();
        oauth = origin(AuthorizationServerSettings.builder());
    }

    /** One more origin with an authorization server. */
    ContractServer origin(AuthorizationServerSettings.Builder settings) throws IOException {
        return ContractServer.with(settings, secrets);
    }

    /** Every secret of every origin with an authorization server. */
    IssuedSecrets secrets() {
        return secrets;
    }

    HttpStack stack() {
        return run.stack();
    }

    /** The origin of the MCP servers that a login opens. */
    ContractServer oauth() {
        return oauth;
    }

    /** An origin that knows nothing of OAuth. */
    ContractServer plain() {
        return plain;
    }

    /** Another origin, where no token of ours may ever arrive. */
    ContractServer elsewhere() {
        return elsewhere;
    }

    /** The proxy that reaches hosts which nobody else does; only the person's browser and who is told of it use it. */
    ContractProxy proxy() {
        return proxy;
    }

    ContractJvm without() {
        return without;
    }

    ContractJvm with() {
        return with;
    }

    /** One beside an application that has an OAuth of its own; started when it is first asked for. */
    ContractJvm repairing() throws IOException {
        ContractJvm known = repairing;
        if (known == null) {
            String agent = "-javaagent:" + AGENT + "=mode=repair";
            repairing = known = fork(settings(folder.resolve("repairing"), jvm().with(agent)));
        }
        return known;
    }

    Path folder() {
        return folder;
    }

    /** One more JVM with an agent: this jar, this home. */
    ContractJvm agent(Path jar, Path home) throws IOException {
        return fork(settings(home, jvm().with("-javaagent:" + jar)));
    }

    /** One more JVM with the library in a class loader below the application's, as in an executable jar or a servlet container. */
    ContractJvm agentAboveTheLibrary(Path home) throws IOException {
        ForkedJvm command = ForkedJvm.of(run.jdk().home())
                .with("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                .with("-Dcontract.class.path=" + programClassPath())
                .with("-cp", classPath(ChildLoaderLauncher.class))
                .with("-javaagent:" + AGENT);
        return ContractJvm.start(settings(home, command).with(ChildLoaderLauncher.class.getName()), run.stack());
    }

    /** One more JVM, ready for an agent that is attached to it later. */
    ContractJvm beforeAttach(Path home) throws IOException {
        return fork(settings(home, jvm().with("-XX:+EnableDynamicAgentLoading")));
    }

    /** Attaches the agent to a JVM of this world. */
    void attach(ContractJvm jvm) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        run.jdk().home().resolve("bin/jcmd").toString(),
                        String.valueOf(jvm.pid()),
                        "JVMTI.agent_load",
                        AGENT.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jcmd.waitFor()).as(said).isZero();
        assertThat(said).contains("return code: 0");
    }

    private ForkedJvm settings(Path home, ForkedJvm command) throws IOException {
        return command.environment("MCP_AUTH_FIX_HOME", home.toString())
                .environment("MCP_AUTH_FIX_INTERACTION", "browser")
                .environment("MCP_AUTH_FIX_LOG_LEVEL", "debug")
                .environment(
                        "MCP_AUTH_FIX_BROWSER_COMMAND",
                        BrowserCommand.with(folder.resolve("browser"), browserOptions()));
    }

    /** The person's own browser knows the private authority and the proxy. */
    private List<String> browserOptions() {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + PrivateAuthority.ours().trusted(),
                "-Djavax.net.ssl.trustStorePassword=" + PrivateAuthority.PASSWORD,
                "-Dhttps.proxyHost=127.0.0.1",
                "-Dhttps.proxyPort=" + proxy.port());
    }

    /** The law of all that is not ours: the application gets the same, and its server sees the same. */
    Result same(ContractServer server, Call call) throws Exception {
        URI uri = URI.create(call.url());
        int seen = server.received(uri).size();
        Result before = without.call(call);
        int requestsBefore = server.received(uri).size() - seen;
        Result after = with.call(call);
        int requestsAfter = server.received(uri).size() - seen - requestsBefore;
        assertThat(after).as("what the application gets for %s", call).isEqualTo(before);
        assertThat(requestsAfter).as("requests for %s", call).isEqualTo(requestsBefore);
        return after;
    }

    @Override
    public void close() throws IOException {
        without.close();
        with.close();
        if (repairing != null) {
            repairing.close();
        }
        oauth.close();
        plain.close();
        elsewhere.close();
        proxy.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private ContractJvm fork(ForkedJvm command) throws IOException {
        return ContractJvm.start(command.with(ContractProgram.class.getName()), run.stack());
    }

    private ForkedJvm jvm() {
        ForkedJvm jvm = ForkedJvm.of(run.jdk().home())
                .with("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                .with("-cp", programClassPath());
        // Newer JDKs warn of libraries with native parts, and the error stream is to be the agent's alone.
        return run.jdk().version() < 24 ? jvm : jvm.with("--enable-native-access=ALL-UNNAMED");
    }

    private String programClassPath() {
        return programClassPath(run.libraries());
    }

    /** The program, what it needs, and these libraries. */
    static String programClassPath(String libraries) {
        return classPath(ContractProgram.class, JsonMapper.class, JsonParser.class, jacksonAnnotation()) + libraries;
    }

    private static Class<?> jacksonAnnotation() {
        return com.fasterxml.jackson.annotation.JsonProperty.class;
    }

    private static String classPath(Class<?>... classes) {
        return Arrays.stream(classes)
                .map(one -> one.getProtectionDomain().getCodeSource().getLocation())
                .map(location -> Path.of(URI.create(location.toString())).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
