package dev.mcpauthfix.it.hotfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.mcpauthfix.it.jvm.InstalledJdks;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import dev.mcpauthfix.it.jvm.JvmResult;
import dev.mcpauthfix.it.wire.WireExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What {@code docs/rollout.md} gives people to copy does what the page says, on a {@link RecipeMachine}. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class RolloutIT {

    private static final String CONNECTED = "✓ Connected";
    private static final String FAILED = "✗ Failed to connect";
    private static final String ACTIVE = "active on java.net.http";
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final Jdk jdk = InstalledJdks.all().get(0);

    @TempDir
    private Path folder;

    private RecipeMachine machine;

    @BeforeEach
    void start() throws Exception {
        machine = new RecipeMachine(folder);
    }

    @AfterEach
    void stop() {
        machine.close();
    }

    static List<Jdk> jdks() {
        return InstalledJdks.all();
    }

    @Test
    void knowsEveryRecipeOfThePage() throws Exception {
        assertThat(Recipes.names())
                .containsExactlyInAnyOrder(
                        "config",
                        "switch",
                        "variables",
                        "start-lines",
                        "systemd",
                        "docker",
                        "kubernetes-patch",
                        "kubernetes",
                        "attach");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void observesThenHealsThenIsSwitchedOffByVariables(Jdk jdk) throws Exception {
        machine.installed();
        JvmResult alone = machine.program(jdk, Map.of());
        assertThat(alone.stdout()).startsWith(FAILED);

        JvmResult observed = variables(jdk, "JAVA_TOOL_OPTIONS=");
        assertThat(observed.stdout()).as("%s", observed).isEqualTo(alone.stdout());
        assertThat(observed.stderr())
                .startsWith("Picked up JAVA_TOOL_OPTIONS: ")
                .contains(ACTIVE);
        assertThat(Files.readString(machine.at("/var/log/app/mcp-auth-fix.jsonl")))
                .contains(machine.url())
                .contains("observe");
        assertThat(machine.server().wire().exchanges()).noneMatch(WireExchange::carriedToken);

        heal();
        assertConnected(variables(jdk, "JAVA_TOOL_OPTIONS="));
        JvmResult byLauncher = variables(jdk, "JDK_JAVA_OPTIONS=");
        assertConnected(byLauncher);
        assertThat(byLauncher.stderr()).startsWith("NOTE: Picked up JDK_JAVA_OPTIONS: ");

        switched("touch ");
        JvmResult off = variables(jdk, "JAVA_TOOL_OPTIONS=");
        assertThat(off.stdout()).as("%s", off).isEqualTo(alone.stdout());
    }

    /** What the page says of the two variables' blast radius. */
    @ParameterizedTest
    @MethodSource("jdks")
    void reachesTheToolsOfTheJdkByTheOneVariableAndNotByTheOther(Jdk jdk) throws Exception {
        machine.installed();
        for (String tool : List.of("jar --version", "javac -version", "jcmd -l", "keytool -help")) {
            String[] words = tool.split(" ");
            JvmResult alone = machine.run(jdk, Map.of(), "sh", "-c", tool);
            JvmResult all = machine.shell(
                    jdk, machine.line("variables", "JAVA_TOOL_OPTIONS=").replaceFirst("java -jar .*", tool));
            JvmResult launcher = machine.shell(
                    jdk, machine.line("variables", "JDK_JAVA_OPTIONS=").replaceFirst("java -jar .*", tool));

            assertThat(all.stderr())
                    .as(tool)
                    .startsWith("Picked up JAVA_TOOL_OPTIONS: ")
                    .doesNotContain("[mcp-auth-fix]");
            assertThat(launcher.stderr()).as(tool).isEqualTo(alone.stderr());
            if (!words[0].equals("jcmd")) {
                assertThat(all.stdout()).as(tool).isEqualTo(alone.stdout());
            }
        }
    }

    @Test
    void startsNoJvmWhereTheJarIsMissing() throws Exception {
        JvmResult result = variables(jdk, "JAVA_TOOL_OPTIONS=");

        assertThat(result.exitCode()).as("%s", result).isEqualTo(1);
        assertThat(result.stdout()).doesNotContain(FAILED);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    @Tag("real-client")
    void healsSpringBootByItsStartLine(Jdk jdk) throws Exception {
        Path application = client("spring-ai-2.0").resolve("application.jar");
        if (!Files.exists(application)) {
            skip("Spring Boot's start line", application + " is only made by scripts/real-clients");
        }
        machine.installed();
        machine.bring(application, "application.jar");
        heal();

        assertConnected(startLine(jdk, "-jar application.jar"));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    @Tag("real-client")
    void healsQuarkusByItsStartLine(Jdk jdk) throws Exception {
        Path client = client("quarkus-langchain4j-1.3");
        if (!Files.exists(client.resolve("lib"))) {
            skip("Quarkus' start line", client + " is only made by scripts/real-clients");
        }
        machine.installed();
        QuarkusFolder.make(client, "dev.mcpauthfix.client.quarkus.QuarkusClient", machine.here("quarkus-app"));
        heal();

        assertConnected(startLine(jdk, "-jar quarkus-app/quarkus-run.jar"));
    }

    @Test
    void isADropInThatSystemdTakes() throws Exception {
        if (!RecipeMachine.has("systemd-analyze", "--version")) {
            skip("systemd-analyze verify", "there is none on this machine");
        }
        Path unit = machine.here("units/app.service");
        Path dropIn = unit.resolveSibling("app.service.d").resolve("mcp-auth-fix.conf");
        Files.createDirectories(dropIn.getParent());
        Files.writeString(unit, "[Service]\nExecStart=" + jdk.home().resolve("bin/java") + " -jar app.jar\n");
        Files.writeString(dropIn, machine.lines("systemd"));
        assertThat(verified(unit)).doesNotContain("app.service");

        Files.writeString(dropIn, machine.lines("systemd").replace("Environment=", "Enviroment="));
        assertThat(verified(unit)).as("the drop-in is looked at").contains(dropIn + ":");
    }

    @Test
    void healsByTheVariablesThatSystemdSets() throws Exception {
        machine.installed();
        heal();
        Map<String, String> variables = new LinkedHashMap<>();
        machine.lines("systemd")
                .lines()
                .filter(line -> line.startsWith("Environment="))
                .forEach(line -> assign(variables, line.substring("Environment=".length())));
        assertThat(variables).hasSize(2);
        assertConnected(machine.program(jdk, variables));
    }

    private String verified(Path unit) throws Exception {
        Map<String, String> units = Map.of("SYSTEMD_UNIT_PATH", unit.getParent() + ":");
        JvmResult result = machine.run(jdk, units, "systemd-analyze", "verify", unit.toString());
        assertThat(result.exitCode()).as("%s", result).isZero();
        return result.stderr();
    }

    @Test
    void doesWhatTheDockerfileCopiesAndSets() throws Exception {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String line : machine.lines("docker").lines().toList()) {
            String[] words = line.split(" ");
            if (words[0].equals("COPY")) {
                Files.copy(machine.here(words[1]), Path.of(words[2]));
            } else {
                assertThat(words[0]).isEqualTo("ENV");
                List.of(words).subList(1, words.length).forEach(word -> assign(variables, word));
            }
        }
        heal();

        assertConnected(machine.program(jdk, variables));
    }

    @Test
    void startsAPodAsThePatchSays() throws Exception {
        JsonNode pod = YAML.readTree(machine.lines("kubernetes-patch")).at("/spec/template/spec");
        JsonNode init = pod.at("/initContainers/0");
        JsonNode app = pod.at("/containers/0");
        List<String> volumes = pod.get("volumes").findValuesAsString("name").stream()
                .distinct()
                .toList();
        assertThat(mounts(init)).allSatisfy((name, path) -> assertThat(volumes).contains(name));
        assertThat(mounts(app)).allSatisfy((name, path) -> assertThat(volumes).contains(name));
        assertThat(app.toString()).as("such a mount is never updated").doesNotContain("subPath");
        configMap("1", Files.readString(machine.here("mcp-auth-fix.conf")).replace("mode=observe", "mode=heal"));

        String[] command =
                init.get("command").valueStream().map(JsonNode::stringValue).toArray(String[]::new);
        JvmResult copied = machine.run(jdk, Map.of(), command);
        Map<String, String> variables = new LinkedHashMap<>();
        app.get("env")
                .forEach(one -> variables.put(
                        one.get("name").stringValue(), one.get("value").stringValue()));

        assertThat(copied.exitCode()).as("%s", copied).isZero();
        assertThat(variables.get("MCP_AUTH_FIX_CONFIG")).startsWith(mounts(app).get("mcp-auth-fix-config") + "/");
        assertThat(variables.get("JAVA_TOOL_OPTIONS")).contains(mounts(app).get("mcp-auth-fix-jar") + "/");
        assertConnected(machine.program(jdk, variables));
    }

    private static Map<String, String> mounts(JsonNode container) {
        Map<String, String> mounts = new LinkedHashMap<>();
        container
                .get("volumeMounts")
                .forEach(mount -> mounts.put(
                        mount.get("name").stringValue(), mount.get("mountPath").stringValue()));
        return mounts;
    }

    @Test
    void makesTheConfigMapAndPatchesADeployment() throws Exception {
        if (!RecipeMachine.has("kubectl", "version", "--client")) {
            skip("the lines with kubectl", "there is none on this machine");
        }
        Files.writeString(machine.here("mcp-auth-fix-patch.yaml"), machine.lines("kubernetes-patch"));
        Files.writeString(machine.here("deployment.yaml"), """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: app}
                spec:
                  selector: {matchLabels: {app: app}}
                  template:
                    metadata: {labels: {app: app}}
                    spec:
                      containers: [{name: app, image: "registry.example.com/app:1", env: [{name: OTHER, value: kept}]}]
                """);
        String withoutCluster = """
                kubectl() {
                  case "$*" in
                    "apply -f -") cat >applied.yaml ;;
                    "patch deployment app "*) shift 3; command kubectl patch --local -f deployment.yaml -o yaml "$@" >patched.yaml ;;
                    *) command kubectl "$@" ;;
                  esac
                }""";

        JvmResult result = machine.shell(jdk, withoutCluster, machine.lines("kubernetes"));

        assertThat(result.exitCode()).as("%s", result).isZero();
        JsonNode applied = YAML.readTree(machine.here("applied.yaml").toFile());
        assertThat(applied.get("kind").stringValue()).isEqualTo("ConfigMap");
        assertThat(applied.at("/metadata/name").stringValue()).isEqualTo("mcp-auth-fix");
        assertThat(applied.get("data").get("mcp-auth-fix.conf").stringValue()).isEqualTo(machine.lines("config"));
        JsonNode pod = YAML.readTree(machine.here("patched.yaml").toFile()).at("/spec/template/spec");
        assertThat(pod.at("/initContainers/0/name").stringValue()).isEqualTo("mcp-auth-fix");
        assertThat(pod.get("volumes")).hasSize(4);
        assertThat(pod.get("containers")).hasSize(1);
        assertThat(pod.at("/containers/0/image").stringValue()).isEqualTo("registry.example.com/app:1");
        assertThat(pod.at("/containers/0/env").findValuesAsString("name"))
                .containsExactlyInAnyOrder("JAVA_TOOL_OPTIONS", "MCP_AUTH_FIX_CONFIG", "OTHER");
    }

    /** As the kubelet does it: the file is a link into the folder that {@code ..data} links to, and that link is replaced. */
    @ParameterizedTest
    @MethodSource("jdks")
    void takesUpAChangedConfigMapAndAKillFileInARunningJvm(Jdk jdk) throws Exception {
        Files.copy(Cli.jar(), machine.at("/opt/mcp-auth-fix/mcp-auth-fix.jar"));
        String observe = Files.readString(machine.here("mcp-auth-fix.conf"));
        configMap("1", observe);
        try (RunningPatient patient = new RunningPatient(
                jdk,
                machine.url(),
                folder,
                "-javaagent:" + machine.at("/opt/mcp-auth-fix/mcp-auth-fix.jar"),
                "-Dmcp.auth.fix.config=" + machine.at("/etc/mcp-auth-fix/mcp-auth-fix.conf"))) {
            List<String> refused = patient.connect();
            assertThat(refused).first().asString().startsWith(FAILED);

            configMap("2", observe.replace("mode=observe", "mode=heal"));
            assertThat(next(patient, CONNECTED)).isNotEqualTo(refused);
            assertThat(status(patient)).contains("mode=heal", "healed");

            switched("touch ");
            assertThat(next(patient, FAILED)).isEqualTo(refused);
            Files.delete(machine.at("/run/mcp-auth-fix.off"));
            assertThat(next(patient, CONNECTED)).isNotEqualTo(refused);

            configMap("3", observe.replace("mode=observe", "mode=off"));
            assertThat(next(patient, FAILED)).isEqualTo(refused);
            assertThat(patient.stderr()).doesNotContain("fault of mcp-auth-fix", "Exception");
        }
    }

    /** Connects once: what was changed holds from the next request on. */
    private static List<String> next(RunningPatient patient, String outcome) throws IOException {
        List<String> lines = patient.connect();
        assertThat(lines).as("%s", patient.stderr()).anyMatch(line -> line.startsWith(outcome));
        return lines;
    }

    private String status(RunningPatient patient) throws Exception {
        String line = machine.line("switch", " status ").replace("<pid>", Long.toString(patient.pid()));
        JvmResult result = machine.shell(jdk, line);
        assertThat(result.exitCode()).as("%s", result).isZero();
        return result.stdout();
    }

    private void configMap(String revision, String text) throws IOException {
        Path mounted = machine.at("/etc/mcp-auth-fix");
        Path data = Files.createDirectory(mounted.resolve(".." + revision));
        Files.writeString(data.resolve("mcp-auth-fix.conf"), text);
        Path link = Files.createSymbolicLink(mounted.resolve("..data_tmp"), data.getFileName());
        Files.move(link, mounted.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        Path file = mounted.resolve("mcp-auth-fix.conf");
        if (!Files.exists(file)) {
            Files.createSymbolicLink(file, Path.of("..data", "mcp-auth-fix.conf"));
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void attachesInARunningContainer(Jdk jdk) throws Exception {
        boolean contained = RecipeMachine.has(Container.COMMAND, "--pid", "--fork", "--mount-proc", "true");
        if (!contained) {
            RecipeMachine.notRun("the JVM as process 1", "this user may not make namespaces: it has another number");
        }
        try (RunningPatient patient =
                        new RunningPatient(contained ? Container.around(jdk, folder) : jdk, machine.url(), folder);
                Container container = Container.of(patient, contained)) {
            List<String> refused = patient.connect();
            assertThat(refused).first().asString().startsWith(FAILED);

            for (String copied : List.of("mcp-auth-fix.jar ", "mcp-auth-fix.conf ")) {
                said(container, jdk, "kubectl cp " + copied);
            }
            assertThat(said(container, jdk, " attach --dry-run ")).contains("nothing forbids an attach");
            assertThat(said(container, jdk, " attach 1 ")).contains("active, mode=observe");
            assertThat(patient.connect()).isEqualTo(refused);
            assertThat(said(container, jdk, " status ")).contains("mode=observe", "observed 1");
            assertThat(said(container, jdk, " set ")).contains("mode=heal");
            assertThat(patient.connect()).first().asString().startsWith(CONNECTED);
            assertThat(said(container, jdk, " detach ")).contains("is out of this JVM");
            assertThat(patient.connect()).isEqualTo(refused);
        }
    }

    private String said(Container container, Jdk jdk, String part) throws Exception {
        JvmResult result = machine.shell(jdk, container.kubectl(), container.numbered(machine.line("attach", part)));
        assertThat(result.exitCode()).as("%s", result).isZero();
        return result.stdout();
    }

    private JvmResult variables(Jdk jdk, String variable) throws Exception {
        return machine.shell(jdk, machine.line("variables", "export "), machine.line("variables", variable));
    }

    private JvmResult startLine(Jdk jdk, String program) throws Exception {
        String line = machine.line("start-lines", program).replace(program, program + " --timeout 60 " + machine.url());
        return machine.shell(jdk, machine.line("start-lines", "export "), line);
    }

    /** Changes the one word, by the page's own line. */
    private void heal() throws Exception {
        switched("sed ");
        assertThat(Files.readString(machine.at("/etc/mcp-auth-fix/mcp-auth-fix.conf")))
                .contains("mode=heal");
    }

    private void switched(String part) throws Exception {
        JvmResult result = machine.shell(jdk, machine.line("switch", part));
        assertThat(result.exitCode()).as("%s", result).isZero();
    }

    private static void assertConnected(JvmResult result) {
        assertThat(result.stdout()).as("%s", result).startsWith(CONNECTED);
        assertThat(result.exitCode()).isZero();
        assertThat(result.stderr()).contains("[mcp-auth-fix] ");
    }

    private static void assign(Map<String, String> variables, String assignment) {
        int equals = assignment.indexOf('=');
        variables.put(assignment.substring(0, equals), assignment.substring(equals + 1));
    }

    private static Path client(String module) {
        return Path.of(Objects.requireNonNull(System.getProperty("older.clients"), "older.clients"), module, "target");
    }

    private static void skip(String what, String why) {
        RecipeMachine.notRun(what, why);
        abort(why);
    }
}
