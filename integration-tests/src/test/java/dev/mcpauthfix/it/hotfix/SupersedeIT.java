package dev.mcpauthfix.it.hotfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.jvm.InstalledJdks;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import dev.mcpauthfix.it.jvm.JvmResult;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** More than one jar comes to a JVM. */
class SupersedeIT {

    private static final String CONNECTED = "✓ Connected to";

    @TempDir
    private Path folder;

    static List<Jdk> jdks() {
        return InstalledJdks.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    @Timeout(value = 180, unit = TimeUnit.SECONDS)
    void aNewerJarTakesThePlaceOfAnOlderOneAndAnOlderOneIsRefused(Jdk jdk) throws Exception {
        Path newer = jarOfVersion("99.0.0", folder);
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient = new RunningPatient(jdk, server.mcpUri().toString(), folder);
                Attacher attacher = new Attacher(patient.pid(), jdk.home())) {
            String pid = Long.toString(patient.pid());
            String home = "home=" + folder.resolve("home");
            assertThat(Cli.run("attach", pid, home, Cli.browser(folder)).exitCode())
                    .isZero();
            assertThat(patient.connect()).anyMatch(line -> line.startsWith(CONNECTED));

            assertThat(Cli.run("set", pid, "mode=observe").exitCode()).isZero();

            JvmResult superseded = Cli.run(newer, "attach", pid, "log.level=debug");
            JvmResult refused = Cli.run("attach", pid, home);

            assertThat(superseded.exitCode()).as("%s", superseded).isZero();
            assertThat(superseded.stdout()).contains("superseded version 0.1.0");
            assertThat(refused.exitCode()).as("%s", refused).isEqualTo(1);
            assertThat(refused.stderr()).contains("version 99.0.0 is active here already", "the command set");
            // Its settings went on to the newer one, and with them the mode and the token.
            assertThat(patient.connect()).element(0).asString().startsWith("✗ Failed to connect");
            assertThat(Cli.run(newer, "set", pid, "mode=heal").exitCode()).isZero();
            assertThat(patient.connect()).anyMatch(line -> line.startsWith(CONNECTED));
            assertThat(server.wire()
                            .to(server.authorizationServer()
                                    .endpoint("authorize")
                                    .getPath()))
                    .hasSize(1);
            assertThat(attacher.coreLoaders(1)).isEqualTo(1);
            assertThat(patient.traffic()).contains(" 0 errors");

            assertThat(Cli.run(newer, "detach", pid).exitCode()).isZero();
            assertThat(patient.connect()).element(0).asString().startsWith("✗ Failed to connect");
            assertThat(attacher.coreLoaders(0)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    @Timeout(value = 180, unit = TimeUnit.SECONDS)
    void oneOfTwoThatComeAtOnceIsActive(Jdk jdk) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient = new RunningPatient(jdk, server.mcpUri().toString(), folder);
                Attacher attacher = new Attacher(patient.pid(), jdk.home())) {
            String pid = Long.toString(patient.pid());
            String home = "home=" + folder.resolve("home");
            String browser = Cli.browser(folder);

            CompletableFuture<JvmResult> one = CompletableFuture.supplyAsync(() -> attach(pid, home, browser));
            CompletableFuture<JvmResult> other = CompletableFuture.supplyAsync(() -> attach(pid, home, browser));

            assertThat(List.of(one.get().exitCode(), other.get().exitCode()))
                    .as("%s %s", one.get(), other.get())
                    .containsExactlyInAnyOrder(0, 1);
            assertThat(patient.connect()).anyMatch(line -> line.startsWith(CONNECTED));
            assertThat(attacher.coreLoaders(1)).isEqualTo(1);
        }
    }

    private static JvmResult attach(String... words) {
        try {
            return Cli.run("attach", words[0], words[1], words[2]);
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Our own jar, which says another version. */
    static Path jarOfVersion(String version, Path folder) throws IOException {
        Path jar = folder.resolve("mcp-auth-fix-" + version + ".jar");
        try (ZipFile ours = new ZipFile(Cli.jar().toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Enumeration<? extends ZipEntry> all = ours.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                out.putNextEntry(new ZipEntry(entry.getName()));
                if (entry.getName().equals("META-INF/mcp-auth-fix/version")) {
                    out.write(version.getBytes(StandardCharsets.UTF_8));
                } else {
                    ours.getInputStream(entry).transferTo(out);
                }
            }
        }
        return jar;
    }
}
