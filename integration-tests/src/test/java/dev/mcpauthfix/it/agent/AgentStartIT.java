package dev.mcpauthfix.it.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.mcpauthfix.it.jvm.ForkedJvm;
import dev.mcpauthfix.it.jvm.InstalledJdks;
import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import dev.mcpauthfix.it.jvm.JvmResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Starts real JVMs with the real jar. */
class AgentStartIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String ACTIVE =
            "\\[mcp-auth-fix] \\S+ active on java\\.net\\.http \\(HttpClientImpl\\.sendAsync woven, self-check passed\\)\\R";

    @TempDir
    private static Path folder;

    private static Programs programs;
    private static HttpServer server;
    private static String url;

    @BeforeAll
    static void start() throws IOException {
        programs = Programs.packedIn(folder);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = "ok".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    static List<Jdk> jdks() {
        return InstalledJdks.all();
    }

    static Stream<Jdk> jdksWithAotCache() {
        return jdks().stream().filter(jdk -> jdk.version() >= 25);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void printsNothingAndLoadsNothingButTheShimWhereNoHttpClientIsLoaded(Jdk jdk) throws Exception {
        Path log = folder.resolve("classes-" + jdk.version() + ".log");
        JvmResult result = programs.run(jdk, Hello.class, Programs.agent(), "-Xlog:class+load:file=" + log)
                .run(LIMIT);

        assertThat(result.stdout()).isEqualTo("hello" + System.lineSeparator());
        assertThat(result.stderr()).isEmpty();
        assertThat(Files.readAllLines(log).stream().filter(line -> line.contains("mcpauthfix")))
                .isNotEmpty()
                .allMatch(line -> line.contains(".shim.") || line.contains(Hello.class.getName()));
    }

    @ParameterizedTest
    @Tag("attack-19")
    @MethodSource("jdks")
    void saysInOneLineThatItIsActiveAndChangesNothingForOtherTraffic(Jdk jdk) throws Exception {
        JvmResult result =
                programs.run(jdk, PlainGet.class, Programs.agent()).with(url).run(LIMIT);

        assertThat(result.exitCode()).isZero();
        assertThat(result.stdout()).isEqualTo("200 ok" + System.lineSeparator());
        assertThat(result.stderr()).matches(ACTIVE);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void takesTheSameFlagTwiceForOne(Jdk jdk) throws Exception {
        JvmResult result = programs.run(jdk, PlainGet.class, Programs.agent(), Programs.agent())
                .with(url)
                .run(LIMIT);

        assertThat(result.stdout()).isEqualTo("200 ok" + System.lineSeparator());
        assertThat(result.stderr()).matches(ACTIVE);
    }

    @ParameterizedTest
    @MethodSource("jdksWithAotCache")
    void needsNoUnsafeAndNoNativeAccess(Jdk jdk) throws Exception {
        JvmResult result = programs.run(
                        jdk,
                        PlainGet.class,
                        "--sun-misc-unsafe-memory-access=deny",
                        "--illegal-native-access=deny",
                        Programs.agent())
                .with(url)
                .run(LIMIT);

        assertThat(result.stdout()).isEqualTo("200 ok" + System.lineSeparator());
        assertThat(result.stderr()).matches(ACTIVE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bogus=1            | bogus",
                "mode=sometimes     | \"sometimes\" is not allowed; allowed: auto, heal, repair, observe, off",
                "login.timeout=soon | whole seconds from 1 to 86400",
                "client.secret=abc  | MCP_AUTH_FIX_CLIENT_SECRET",
                "mode               | expected key=value"
            })
    void staysOffAndSaysWhatIsWrongWithAnArgument(String argument, String message) throws Exception {
        JvmResult result = programs.run(InstalledJdks.all().get(0), PlainGet.class, Programs.agent(argument))
                .with(url)
                .run(LIMIT);

        assertThat(result.exitCode()).isZero();
        assertThat(result.stdout()).isEqualTo("200 ok" + System.lineSeparator());
        assertThat(result.stderr().lines())
                .hasSize(2)
                .first()
                .asString()
                .contains(message)
                .doesNotContain("abc");
        assertThat(result.stderr()).contains("stays off").doesNotContain("active on");
    }

    @Test
    void saysWhatIsWrongWithAnArgumentEvenWhereNoHttpClientIsLoaded() throws Exception {
        JvmResult result = programs.run(InstalledJdks.all().get(0), Hello.class, Programs.agent("mode=sometimes"))
                .run(LIMIT);

        assertThat(result.stdout()).isEqualTo("hello" + System.lineSeparator());
        assertThat(result.stderr()).contains("mode").contains("stays off");
    }

    @Test
    void weavesNothingWhenItIsSwitchedOff() throws Exception {
        JvmResult result = programs.run(InstalledJdks.all().get(0), PlainGet.class, Programs.agent("mode=off"))
                .with(url)
                .run(LIMIT);

        assertThat(result.stdout()).isEqualTo("200 ok" + System.lineSeparator());
        assertThat(result.stderr()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"core/core-start.zip,false", "core/core-start.zip,true", "core/core-engine.zip,false"})
    void leavesTheApplicationRunningWhenItsOwnJarIsDamaged(String entry, boolean garbled) throws Exception {
        Path damaged = damagedCopy(entry, garbled);
        JvmResult result = programs.run(InstalledJdks.all().get(0), PlainGet.class, "-javaagent:" + damaged)
                .with(url)
                .run(LIMIT);

        assertThat(result.exitCode()).isZero();
        assertThat(result.stdout()).isEqualTo("200 ok" + System.lineSeparator());
        assertThat(result.stderr().lines())
                .as("%s", result)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("[mcp-auth-fix] ");
    }

    /** An AOT cache loads java.net.http before any premain runs, and prints its complaints on standard output. */
    @ParameterizedTest
    @MethodSource("jdksWithAotCache")
    void weavesAClassThatAnAotCacheLoadedBeforeIt(Jdk jdk) throws Exception {
        Path cache = folder.resolve("app.aot");
        assertThat(programs.run(jdk, PlainGet.class, "--add-modules", "java.instrument", "-XX:AOTCacheOutput=" + cache)
                        .with(url)
                        .run(LIMIT)
                        .exitCode())
                .isZero();

        JvmResult result = programs.run(jdk, PlainGet.class, "-XX:AOTCache=" + cache, Programs.agent())
                .with(url)
                .run(LIMIT);

        assertThat(result.stdout()).isEqualTo("200 ok" + System.lineSeparator());
        assertThat(result.stderr()).matches(ACTIVE);
    }

    /** A static archive, because JDK 25 calls a dynamic one a mismatch beside any agent, and says so on standard output. */
    @ParameterizedTest
    @MethodSource("jdks")
    void keepsQuietWithASharedClassArchive(Jdk jdk) throws Exception {
        String archive = "-XX:SharedArchiveFile=" + folder.resolve("static-" + jdk.version() + ".jsa");
        Path classes = folder.resolve("classes-" + jdk.version() + ".lst");
        String modules = "--add-modules=java.instrument";
        assertSuccess(programs.run(jdk, PlainGet.class, modules, "-XX:DumpLoadedClassList=" + classes)
                .with(url));
        assertSuccess(programs.run(
                jdk, PlainGet.class, modules, "-Xshare:dump", "-XX:SharedClassListFile=" + classes, archive));

        JvmResult result = programs.run(jdk, PlainGet.class, archive, Programs.agent())
                .with(url)
                .run(LIMIT);

        assertThat(result.stdout()).isEqualTo("200 ok" + System.lineSeparator());
        assertThat(result.stderr()).matches(ACTIVE);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void keepsStandardOutputCleanWithADynamicArchiveWhoseComplaintsGoToStandardError(Jdk jdk) throws Exception {
        Path archive = folder.resolve("dynamic-" + jdk.version() + ".jsa");
        assertSuccess(programs.run(jdk, PlainGet.class, "-XX:ArchiveClassesAtExit=" + archive)
                .with(url));

        JvmResult result = programs.run(
                        jdk,
                        PlainGet.class,
                        "-Xlog:disable",
                        "-Xlog:all=error:stderr",
                        "-XX:SharedArchiveFile=" + archive,
                        Programs.agent())
                .with(url)
                .run(LIMIT);

        assertThat(result.stdout()).isEqualTo("200 ok" + System.lineSeparator());
        assertThat(result.stderr()).contains("active on java.net.http");
    }

    private static void assertSuccess(ForkedJvm training) throws Exception {
        JvmResult result = training.run(LIMIT);
        assertThat(result.exitCode()).as("%s", result).isZero();
    }

    @Test
    void comesInByJavaToolOptionsToo() throws Exception {
        ForkedJvm java =
                programs.run(InstalledJdks.all().get(0), PlainGet.class).with(url);
        JvmResult result =
                java.environment("JAVA_TOOL_OPTIONS", Programs.agent()).run(LIMIT);

        assertThat(result.stdout()).isEqualTo("200 ok" + System.lineSeparator());
        assertThat(result.stderr().lines()).hasSize(2).last().asString().matches(ACTIVE.replace("\\R", ""));
    }

    private static Path damagedCopy(String damagedEntry, boolean garbled) throws IOException {
        Path copy = Files.createTempFile(folder, "damaged", ".jar");
        try (JarFile jar = new JarFile(Programs.agentJar().toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(copy), jar.getManifest())) {
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.getName().equals("META-INF/MANIFEST.MF")) {
                    continue;
                }
                if (!entry.getName().equals(damagedEntry)) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    try (InputStream in = jar.getInputStream(entry)) {
                        in.transferTo(out);
                    }
                } else if (garbled) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    out.write("not a zip".getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return copy;
    }
}
