package dev.mcpauthfix.it.repair;

import dev.mcpauthfix.it.demo.BrowserCommand;
import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import dev.mcpauthfix.it.server.ServerShape;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The applications of {@code integration-tests/clients/strict-*}, as somebody built them who never heard of the agent. */
public enum StrictClient {
    HINT_SDK_1_1("strict-1.1", "HintClient"),
    HINT_SDK_2_1("strict-2.1", "HintClient"),
    WELL_KNOWN_SDK_1_1("strict-1.1", "WellKnownClient"),
    WELL_KNOWN_SDK_2_1("strict-2.1", "WellKnownClient");

    private static final Map<String, String> SECRETS = Map.of("strict-application", "its-own-secret");

    private final String module;
    private final String mainClass;

    StrictClient(String module, String mainClass) {
        this.module = module;
        this.mainClass = mainClass;
    }

    /** This server, with the applications among its clients; none may register itself. */
    public static ServerShape knownAt(ServerShape shape) {
        return shape.withAuthorizationServer(server -> server.onlyRegistered(SECRETS));
    }

    /** What it says for want of protected resource metadata, at a server with this challenge. */
    String complaint(ServerShape shape) {
        String challenge = String.join(", ", shape.challenge().wwwAuthenticate());
        return mainClass.equals("HintClient")
                ? "AuthorizationFailure: no resource_metadata in the challenge [" + challenge + "]"
                : "AuthorizationFailure: no protected resource metadata";
    }

    /** {@code java} with the application's credentials, and with the agent where it has settings. */
    public ForkedJvm jvm(Jdk jdk, @Nullable String agentSettings) {
        ForkedJvm jvm = ForkedJvm.of(jdk.home()).with("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
        SECRETS.forEach((id, secret) -> jvm.environment("CLIENT_ID", id).environment("CLIENT_SECRET", secret));
        return agentSettings == null ? jvm : jvm.with("-javaagent:" + agentJar() + "=" + agentSettings);
    }

    /** What follows {@code java} and its options to run it once. */
    public String[] command(String mcpUrl) {
        return new String[] {"-cp", classPath(), "dev.mcpauthfix.client.strict." + mainClass, "--timeout", "60", mcpUrl
        };
    }

    /** What follows {@code java} and its options to run it for each line on standard input. */
    String[] residentCommand(String mcpUrl) {
        String ours = ResidentClient.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return new String[] {"-cp", classPath() + File.pathSeparator + ours, ResidentClient.class.getName(), mcpUrl};
    }

    private String classPath() {
        Path target = Path.of(Objects.requireNonNull(System.getProperty("older.clients")), module, "target");
        return target.resolve("classes") + File.pathSeparator + target.resolve("lib") + File.separator + "*";
    }

    static Path agentJar() {
        return Path.of(Objects.requireNonNull(System.getProperty("agent.jar"), "agent.jar"))
                .toAbsolutePath()
                .normalize();
    }

    /** {@code mode=repair} with a person at hand who would log in, if the agent were to ask. */
    static String repair(Path folder) throws IOException {
        String browser = BrowserCommand.in(folder.resolve("browser")).replace(" ", "%20");
        return String.join(
                ",",
                List.of(
                        "mode=repair",
                        "home=" + folder.resolve("home"),
                        "interaction=browser",
                        "browser.command=" + browser));
    }
}
