package dev.mcpauthfix.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.adapter.Site;
import dev.mcpauthfix.adapter.Sites;
import dev.mcpauthfix.runtime.Product;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Opens the finished jar. */
class PackagingIT {

    private static final long TWO_MEBIBYTES = 2 * 1024 * 1024;
    /** JVMS 4.4, table 4.4-B. */
    private static final int CONSTANT_CLASS = 7;

    private static File file;
    private static JarFile jar;

    @BeforeAll
    static void open() throws IOException {
        file = new File(Objects.requireNonNull(System.getProperty("agent.jar"), "agent.jar"));
        jar = new JarFile(file);
    }

    @AfterAll
    static void close() throws IOException {
        jar.close();
    }

    @Test
    void showsAnApplicationNothingButTheShim() {
        List<String> foreign = new ArrayList<>();
        jar.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .forEach(name -> {
                    boolean allowed = name.startsWith("dev/mcpauthfix/shim/")
                            || name.startsWith("META-INF/")
                            || name.matches("core/core-(start|adapters|engine|probe|redis|commands)\\.zip");
                    if (!allowed || name.startsWith("META-INF/versions/") || name.startsWith("META-INF/services/")) {
                        foreign.add(name);
                    }
                });

        assertThat(foreign).isEmpty();
    }

    @Test
    void hasAManifestForEachOfItsThreeFaces() throws IOException {
        Attributes manifest = jar.getManifest().getMainAttributes();

        assertThat(manifest.getValue("Premain-Class")).isEqualTo("dev.mcpauthfix.shim.Agent");
        assertThat(manifest.getValue("Agent-Class")).isEqualTo("dev.mcpauthfix.shim.Agent");
        assertThat(manifest.getValue("Main-Class")).isEqualTo("dev.mcpauthfix.shim.Main");
        assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
        assertThat(manifest.getValue("Boot-Class-Path")).isNull();
        assertThat(manifest.getValue("Implementation-Version")).startsWith(Product.VERSION);
    }

    @Test
    void isAtMostTwoMebibytes() {
        assertThat(file.length()).isLessThanOrEqualTo(TWO_MEBIBYTES);
    }

    @Test
    void keepsItsDirectoryShortBecauseEveryJvmReadsIt() {
        assertThat(jar.size()).isLessThan(32);
    }

    @Test
    void offersOlderJvmsNothingNewerThanJava8() throws IOException {
        for (var entry :
                jar.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
            assertThat(majorVersion(jar.getInputStream(entry)))
                    .as(entry.getName())
                    .isEqualTo(52);
        }
    }

    @Test
    void holdsNoClassOfTheCoreTwice() throws IOException {
        Map<String, String> archives = new HashMap<>();
        List<String> twice = new ArrayList<>();
        for (String archive :
                List.of("core-start", "core-adapters", "core-engine", "core-probe", "core-redis", "core-commands")) {
            for (String name : names(archive)) {
                if (archives.put(name, archive) != null) {
                    twice.add(name);
                }
            }
        }

        assertThat(twice).isEmpty();
        assertThat(archives)
                .containsEntry("java/lang/McpAuthFixBridge.class", "core-start")
                .containsEntry("org/objectweb/asm/ClassReader.class", "core-start")
                .containsEntry("com/fasterxml/jackson/core/JsonFactory.class", "core-engine")
                .containsEntry("dev/mcpauthfix/runtime/probe/Probe.class", "core-probe")
                .containsEntry("redis/clients/jedis/Connection.class", "core-redis")
                .containsEntry("picocli/CommandLine.class", "core-commands")
                .containsEntry("org/apache/commons/numbers/gamma/LogBeta.class", "core-commands");
    }

    /** Of two libraries below the special functions a list of classes is taken: a newer version may need another one. */
    @Test
    void holdsWhateverTheReportsSpecialFunctionsName() throws IOException {
        List<String> bundled = names("core-commands");
        Set<String> named = new TreeSet<>();
        ZipEntry nested = Objects.requireNonNull(jar.getEntry("core/core-commands.zip"));
        try (ZipInputStream in = new ZipInputStream(jar.getInputStream(nested))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().startsWith("org/apache/commons/")) {
                    named.addAll(namedClasses(new ClassReader(in.readAllBytes())));
                }
            }
        }

        assertThat(named).contains("java/lang/Math", "org/apache/commons/numbers/core/DD");
        assertThat(named.stream().filter(name -> name.startsWith("org/")).map(name -> name + ".class"))
                .isSubsetOf(bundled);
    }

    /** Class files older than Java 6 go through the JVM's slow old verifier, in every patched application. */
    @Test
    void givesEveryClassThatAPlainRequestLoadsStackMapFrames() throws IOException {
        List<String> old = new ArrayList<>();
        ZipEntry nested = Objects.requireNonNull(jar.getEntry("core/core-start.zip"));
        try (ZipInputStream in = new ZipInputStream(jar.getInputStream(nested))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().endsWith(".class")
                        && majorVersion(new ByteArrayInputStream(in.readAllBytes())) < 50) {
                    old.add(entry.getName());
                }
            }
        }

        assertThat(old).isEmpty();
    }

    @Test
    void gatesTheVeryClassesThatTheCoreWeaves() throws IOException {
        List<String> gated = stringConstants("dev/mcpauthfix/shim/NameGate.class");
        Set<String> woven = Sites.ALL.stream().map(Site::className).collect(Collectors.toSet());

        assertThat(gated.stream().filter(text -> text.matches("[a-z0-9]+(/[a-zA-Z0-9$]+)+")))
                .containsExactlyInAnyOrderElementsOf(woven);
        // For the shim of an older jar, which is there already when this one is attached.
        assertThat(text("META-INF/mcp-auth-fix/targets").lines()).containsExactlyInAnyOrderElementsOf(woven);
    }

    @Test
    void saysItsVersionToTheShimOfAnOtherJar() throws IOException {
        assertThat(text("META-INF/mcp-auth-fix/version").trim())
                .isEqualTo(jar.getManifest().getMainAttributes().getValue("Implementation-Version"));
    }

    private static String text(String entry) throws IOException {
        try (InputStream in = jar.getInputStream(Objects.requireNonNull(jar.getEntry(entry), entry))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> stringConstants(String entry) throws IOException {
        List<String> constants = new ArrayList<>();
        new ClassReader(jar.getInputStream(jar.getEntry(entry)))
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                return new MethodVisitor(Opcodes.ASM9) {
                                    @Override
                                    public void visitLdcInsn(Object value) {
                                        if (value instanceof String text) {
                                            constants.add(text);
                                        }
                                    }
                                };
                            }
                        },
                        0);
        return constants;
    }

    private static Set<String> namedClasses(ClassReader reader) {
        Set<String> named = new TreeSet<>();
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int item = 1; item < reader.getItemCount(); item++) {
            int offset = reader.getItem(item);
            if (offset > 0 && reader.readByte(offset - 1) == CONSTANT_CLASS) {
                named.add(reader.readUTF8(offset, buffer));
            }
        }
        return named;
    }

    private static List<String> names(String archive) throws IOException {
        List<String> names = new ArrayList<>();
        ZipEntry nested = Objects.requireNonNull(jar.getEntry("core/" + archive + ".zip"), archive);
        try (ZipInputStream in = new ZipInputStream(jar.getInputStream(nested))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    names.add(entry.getName());
                }
            }
        }
        return names;
    }

    private static int majorVersion(InputStream classFile) throws IOException {
        try (DataInputStream in = new DataInputStream(classFile)) {
            in.readInt();
            in.readUnsignedShort();
            return in.readUnsignedShort();
        }
    }
}
