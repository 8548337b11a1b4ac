package dev.mcpauthfix.it.hotfix;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Another agent beside ours. {@code keep <names> <folder>} writes what each loaded class that the file names is made of, after all other
 * agents; {@code patch <folder>} retransforms each class of such a folder twice: into what was kept, and back.
 */
public final class ProbeAgent {

    private static final String SUFFIX = ".class";

    private ProbeAgent() {}

    public static void agentmain(String arguments, Instrumentation instrumentation) throws Exception {
        String[] words = arguments.split(" ");
        if (words[0].equals("keep")) {
            for (String name : Files.readAllLines(Path.of(words[1]))) {
                Patch reader = new Patch(name, null);
                patch(instrumentation, reader);
                if (reader.seen.length > 0) {
                    Files.write(Path.of(words[2], name.replace('/', '.') + SUFFIX), reader.seen);
                }
            }
            return;
        }
        try (Stream<Path> kept = Files.list(Path.of(words[1]))) {
            for (Path file : kept.toList()) {
                String name = String.valueOf(file.getFileName());
                name = name.substring(0, name.length() - SUFFIX.length()).replace('.', '/');
                patch(instrumentation, new Patch(name, Files.readAllBytes(file)));
            }
        }
    }

    private static void patch(Instrumentation instrumentation, Patch patch) throws UnmodifiableClassException {
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (type.getName().replace('.', '/').equals(patch.name)) {
                instrumentation.addTransformer(patch, true);
                instrumentation.retransformClasses(type);
                instrumentation.removeTransformer(patch);
                instrumentation.retransformClasses(type);
            }
        }
    }

    /** The agent's jar. */
    static Path jar(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Agent-Class", ProbeAgent.class.getName());
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        Path jar = folder.resolve("probe.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Class<?> type : List.of(ProbeAgent.class, Patch.class)) {
                String name = type.getName().replace('.', '/') + SUFFIX;
                out.putNextEntry(new JarEntry(name));
                try (InputStream in =
                        Objects.requireNonNull(ProbeAgent.class.getClassLoader().getResourceAsStream(name), name)) {
                    in.transferTo(out);
                }
            }
        }
        return jar;
    }

    /** Sees a class's bytes, and puts others in their place if it has any. */
    private static final class Patch implements ClassFileTransformer {

        private final String name;
        private final byte @Nullable [] replacement;
        private byte[] seen = {};

        Patch(String name, byte @Nullable [] replacement) {
            this.name = name;
            this.replacement = replacement;
        }

        @Override
        public byte @Nullable [] transform(
                ClassLoader loader, String className, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
            if (name.equals(className)) {
                seen = classFile.clone();
                return replacement;
            }
            return null;
        }
    }
}
