package dev.mcpauthfix.it.hotfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.it.jvm.InstalledJdks;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import dev.mcpauthfix.it.server.ServerShape;
import dev.mcpauthfix.it.server.TestMcpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.TraceClassVisitor;

/** Whoever takes the agent out has the JVM back as it was. */
class DetachIT {

    private static final String WOVEN = "jdk.internal.net.http.HttpClientImpl";
    private static final int CYCLES = 200;
    private static final int WARM_UP = 20;
    private static final int ROUNDS_BETWEEN_CONNECTIONS = 20;

    /** Two runs of one JVM differ by as much: its own classes, loaded as its work goes on. */
    private static final int NOISE_OF_METASPACE = 512 << 10;

    private static final long NOISE_OF_HEAP = 2 << 20;

    @TempDir
    private Path folder;

    static List<Jdk> jdks() {
        return InstalledJdks.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void givesTheWovenClassItsOwnCodeBack(Jdk jdk) throws Exception {
        Path probe = ProbeAgent.jar(folder);
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient = new RunningPatient(jdk, server.mcpUri().toString(), folder);
                Attacher attacher = new Attacher(patient.pid(), jdk.home())) {
            assertThat(patient.connect()).isNotEmpty();
            String original = code(attacher, probe);

            attach(attacher);
            String woven = code(attacher, probe);
            detach(attacher);

            assertThat(woven).isNotEqualTo(original);
            assertThat(code(attacher, probe)).isEqualTo(original);
            assertThat(attacher.coreLoaders(0)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    @Timeout(value = 600, unit = TimeUnit.SECONDS)
    void leavesNothingBehindInTwoHundredRounds(Jdk jdk) throws Exception {
        Path probe = ProbeAgent.jar(folder);
        Path woven = Files.createDirectory(folder.resolve("woven"));

        Growth ours = grow(jdk, "ours", (attacher, patient, connects) -> {
            attach(attacher);
            if (connects) {
                assertThat(patient.connect())
                        .as("%s", patient.stderr())
                        .anyMatch(line -> line.startsWith("✓ Connected to"));
            }
            patient.call();
            detach(attacher);
            patient.call();
        });
        // What the JVM itself keeps of classes that are changed and changed back: the same bytes, and nothing of ours
        // behind them. Both codes run in each round, as above: the JVM links the lambdas of each anew, and keeps those.
        Growth patchAlone = grow(jdk, "the patch alone", (attacher, patient, connects) -> {
            if (connects && isEmpty(woven)) {
                attach(attacher);
                attacher.load(probe, "keep " + targets() + " " + woven);
                detach(attacher);
            }
            attacher.load(probe, "put " + woven);
            if (connects) {
                assertThat(patient.connect()).element(0).asString().startsWith("✗ Failed to connect");
            }
            patient.call();
            attacher.load(probe, "take");
            patient.call();
        });

        assertThat(ours.loaders()).isZero();
        assertThat(ours.heap()).isLessThan(NOISE_OF_HEAP);
        // A version of a class links the lambdas of those calls that run in its time, so that no two runs grow by the
        // same.
        assertThat(ours.metaspace())
                .isLessThanOrEqualTo(patchAlone.metaspace() + patchAlone.metaspace() / 10 + NOISE_OF_METASPACE);
    }

    /** What happens in each round. */
    private interface Round {
        void in(Attacher attacher, RunningPatient patient, boolean connects) throws Exception;
    }

    /**
     * What a JVM has more after all rounds than after the first of them.
     *
     * @param heap in bytes
     * @param metaspace in bytes
     * @param loaders our core's class loaders that are left
     */
    private record Growth(long heap, long metaspace, int loaders) {}

    private Growth grow(Jdk jdk, String what, Round round) throws Exception {
        try (TestMcpServer server = TestMcpServer.start(ServerShape.founding());
                RunningPatient patient = new RunningPatient(jdk, server.mcpUri().toString(), folder);
                Attacher attacher = new Attacher(patient.pid(), jdk.home())) {
            rounds(WARM_UP, round, attacher, patient);
            int loaders = loadersLeft(attacher, patient);
            long heap = attacher.heap();
            long metaspace = patient.metaspace();
            rounds(CYCLES - WARM_UP, round, attacher, patient);
            loaders = Math.max(loaders, loadersLeft(attacher, patient));
            Growth growth = new Growth(attacher.heap() - heap, patient.metaspace() - metaspace, loaders);
            String traffic = patient.traffic();
            System.out.printf(
                    "%s, %s, %d rounds after %d: heap %+d KiB, metaspace %+d KiB, class loaders left %d; other calls: %s%n",
                    jdk,
                    what,
                    CYCLES - WARM_UP,
                    WARM_UP,
                    growth.heap() / 1024,
                    growth.metaspace() / 1024,
                    growth.loaders(),
                    traffic);
            assertThat(traffic).contains(" 0 errors");
            assertThat(attacher.ourThreads()).isEmpty();
            return growth;
        }
    }

    private static void rounds(int number, Round round, Attacher attacher, RunningPatient patient) throws Exception {
        for (int i = 0; i < number; i++) {
            round.in(attacher, patient, i % ROUNDS_BETWEEN_CONNECTIONS == 0);
            // Or else the metaspace grows by what happens to be loaded between two collections of the JVM's own choice.
            long unused = patient.metaspace();
        }
    }

    private static int loadersLeft(Attacher attacher, RunningPatient patient) throws Exception {
        // The client has answers of its last connection at hand until the next.
        assertThat(patient.connect()).element(0).asString().startsWith("✗ Failed to connect");
        return attacher.coreLoaders(0);
    }

    private void attach(Attacher attacher) throws Exception {
        assertThat(attacher.order(
                        "command=attach,log.level=warn,home=" + folder.resolve("home") + "," + Cli.browser(folder)))
                .startsWith("done\n");
    }

    private static void detach(Attacher attacher) throws Exception {
        assertThat(attacher.order("command=detach")).startsWith("done\n");
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** The names of the classes that our agent patches. */
    private Path targets() throws IOException {
        Path file = folder.resolve("targets");
        try (ZipFile jar = new ZipFile(Cli.jar().toFile())) {
            Files.copy(
                    jar.getInputStream(jar.getEntry("META-INF/mcp-auth-fix/targets")),
                    file,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    /** The class as the JVM has it now. A newer JVM orders constants anew in a class that was ever changed, so they are not compared. */
    private String code(Attacher attacher, Path probe) throws Exception {
        Path names = Files.writeString(folder.resolve("name"), WOVEN.replace('.', '/'));
        attacher.load(probe, "keep " + names + " " + folder);
        StringWriter text = new StringWriter();
        new ClassReader(Files.readAllBytes(folder.resolve(WOVEN + ".class")))
                .accept(new TraceClassVisitor(new PrintWriter(text)), 0);
        return text.toString();
    }
}
