package dev.mcpauthfix.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.util.CheckClassAdapter;

/**
 * The finished jar against the real jars of each library's lowest and newest version, without running them: the weaver takes every
 * class it has a site in, what it writes verifies, and the library has all that the adapter uses.
 */
@Tag("http-stack")
class LibraryFitIT {

    private static final Path STACKS = Path.of(System.getProperty("stacks", "integration-tests/stacks"));

    /** What an adapter uses only where it is there: it asks for the class by name before. */
    private static final Set<String> ASKED_FOR_BEFORE = Set.of(
            "org/springframework/http/client/reactive/JdkClientHttpConnector.<init>(Ljava/net/http/HttpClient;)V",
            "io/ktor/http/content/OutgoingContent$ContentWrapper.delegate()Lio/ktor/http/content/OutgoingContent;");

    private static AgentArchives agent;
    private static List<?> sites;

    @BeforeAll
    static void openTheJar() throws Exception {
        agent = AgentArchives.read();
        sites = (List<?>)
                agent.loadClass("dev.mcpauthfix.adapter.Sites").getField("ALL").get(null);
    }

    static List<Path> versions() throws IOException {
        try (Stream<Path> folders = Files.list(STACKS)) {
            return folders.map(folder -> folder.resolve("target").resolve("lib"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void fits(Path version) throws Exception {
        List<String> woven = new ArrayList<>();
        try (LibrarySymbols library = LibrarySymbols.in(version)) {
            for (String className :
                    sites.stream().map(LibraryFitIT::className).distinct().toList()) {
                byte[] classFile = library.classFile(className);
                if (classFile.length > 0) {
                    List<?> ofClass = sites.stream()
                            .filter(site -> className(site).equals(className))
                            .toList();
                    weaves(classFile, ofClass);
                    String adapter = text(ofClass.get(0), "adapter");
                    assertThat(library.missing(agent.inPackage(adapter.substring(0, adapter.lastIndexOf('.')))
                                    .values()))
                            .as("what %s uses and %s lacks", adapter, version)
                            .isSubsetOf(ASKED_FOR_BEFORE);
                    woven.add(className);
                }
            }
        }
        assertThat(woven).as("classes of %s with a site", version).isNotEmpty();
    }

    /** A check that finds nothing anywhere would be worth nothing. */
    @Test
    void findsWhatAnotherLibraryLacks() throws Exception {
        try (LibrarySymbols jettyAlone = LibrarySymbols.in(STACKS.resolve("jetty-12.1/target/lib"))) {
            assertThat(jettyAlone.missing(
                            agent.inPackage("dev.mcpauthfix.adapter.okhttp").values()))
                    .anyMatch(symbol -> symbol.startsWith("okhttp3/Request.tag"));
        }
    }

    private static void weaves(byte[] classFile, List<?> ofClass) throws Exception {
        Method weave =
                agent.loadClass("dev.mcpauthfix.runtime.Weaver").getDeclaredMethod("weave", byte[].class, List.class);
        weave.setAccessible(true);
        byte[] woven = (byte[]) weave.invoke(null, classFile, ofClass);
        assertThat(woven).as("woven by %s", ofClass).isNotNull();
        // Throws where stack, locals or types do not come out.
        new ClassReader(woven).accept(new CheckClassAdapter(new ClassWriter(0), true), 0);
    }

    private static String className(Object site) {
        return text(site, "className");
    }

    private static String text(Object site, String component) {
        try {
            return (String) site.getClass().getMethod(component).invoke(site);
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException(changed);
        }
    }
}
