package dev.mcpauthfix.it.hotfix;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.ArrayList;
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
 * agents; {@code put <folder>} retransforms each class of such a folder into what was kept, and {@code take} all of them back.
 */
public final class ProbeAgent {

    private static final String SUFFIX = ".class";

    private static final List<Patch> PUT = new ArrayList<>();

    private ProbeAgent() {}

    public static void agentmain(String arguments, Instrumentation instrumentation) throws Exception {
        String[] words = arguments.split(" ");
        if (words[0].equals("keep")) {
            for (String name : Files.readAllLines(Path.of(words[1]))) {
                Patch reader = new Patch(name, null, instrumentation);
                reader.put();
                reader.take();
                if (reader.seen.length > 0) {
                    Files.write(Path.of(words[2], name.replace('/', '.') + SUFFIX), reader.seen);
                }
            }
        } else if (words[0].equals("put")) {
            put(Path.of(words[1]), instrumentation);
        } else {
            for (Patch patch : PUT) {
                patch.take();
            }
            PUT.clear();
        }
    }

    private static void put(Path folder, Instrumentation instrumentation) throws Exception {
        try (Stream<Path> kept = Files.list(folder)) {
            for (Path file : kept.toList()) {
                String name = String.valueOf(file.getFileName());
                name = name.substring(0, name.length() - SUFFIX.length()).replace('.', '/');
                Patch patch = new Patch(name, Files.readAllBytes(file), instrumentation);
                patch.put();
                PUT.add(patch);
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
        private final Instrumentation instrumentation;
        private byte[] seen = {};

        Patch(String name, byte @Nullable [] replacement, Instrumentation instrumentation) {
            this.name = name;
            this.replacement = replacement;
            this.instrumentation = instrumentation;
        }

        void put() throws UnmodifiableClassException {
            instrumentation.addTransformer(this, true);
            retransform();
        }

        void take() throws UnmodifiableClassException {
            instrumentation.removeTransformer(this);
            retransform();
        }

        private void retransform() throws UnmodifiableClassException {
            for (Class<?> type : instrumentation.getAllLoadedClasses()) {
                if (type.getName().replace('.', '/').equals(name)) {
                    instrumentation.retransformClasses(type);
                }
            }
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
