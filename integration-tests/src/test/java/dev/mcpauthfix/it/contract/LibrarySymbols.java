package dev.mcpauthfix.it.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The jars of one version of a library, and which of an adapter's uses of it they lack. Nothing is loaded. */
final class LibrarySymbols implements AutoCloseable {

    private final List<ClassFileLocator> jars = new ArrayList<>();
    private final TypePool types;

    private LibrarySymbols(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                jars.add(ClassFileLocator.ForJarFile.of(jar.toFile()));
            }
        }
        List<ClassFileLocator> all = new ArrayList<>(jars);
        all.add(ClassFileLocator.ForClassLoader.ofPlatformLoader());
        types = TypePool.Default.of(new ClassFileLocator.Compound(all));
    }

    static LibrarySymbols in(Path folder) throws IOException {
        return new LibrarySymbols(folder);
    }

    /** A class file of the library, null where this version has none of that name (with slashes). */
    byte[] classFile(String name) throws IOException {
        for (ClassFileLocator jar : jars) {
            ClassFileLocator.Resolution found = jar.locate(name.replace('/', '.'));
            if (found.isResolved()) {
                return found.resolve();
            }
        }
        return new byte[0];
    }

    /** What these class files of an adapter use and the library does not have, as owner, name and descriptor. */
    Set<String> missing(Collection<byte[]> adapter) {
        Set<String> missing = new TreeSet<>();
        for (byte[] classFile : adapter) {
            new ClassReader(classFile).accept(new Uses(missing), ClassReader.SKIP_DEBUG);
        }
        return missing;
    }

    private void check(String owner, String name, String descriptor, Set<String> missing) {
        if (owner.startsWith("dev/mcpauthfix/") || owner.startsWith("java") || owner.startsWith("[")) {
            return;
        }
        TypePool.Resolution resolution = types.describe(owner.replace('/', '.'));
        if (!resolution.isResolved() || !has(resolution.resolve(), name, descriptor)) {
            missing.add(owner + "." + name + descriptor);
        }
    }

    private static boolean has(TypeDescription type, String name, String descriptor) {
        for (TypeDefinition one : hierarchy(type)) {
            boolean found = descriptor.startsWith("(")
                    ? one.getDeclaredMethods().stream()
                            .map(method -> (MethodDescription) method.asDefined())
                            .anyMatch(method -> method.getInternalName().equals(name)
                                    && method.getDescriptor().equals(descriptor))
                    : one.getDeclaredFields().stream()
                            .anyMatch(field -> field.getName().equals(name)
                                    && field.asDefined().getDescriptor().equals(descriptor));
            if (found) {
                return true;
            }
        }
        return false;
    }

    private static List<TypeDefinition> hierarchy(TypeDefinition type) {
        List<TypeDefinition> all = new ArrayList<>(List.of(type.asErasure()));
        if (type.getSuperClass() != null) {
            all.addAll(hierarchy(type.getSuperClass().asErasure()));
        }
        type.getInterfaces().forEach(one -> all.addAll(hierarchy(one.asErasure())));
        return all;
    }

    @Override
    public void close() throws IOException {
        for (ClassFileLocator jar : jars) {
            jar.close();
        }
    }

    /** Every field and method that a class file names. */
    private final class Uses extends ClassVisitor {

        private final Set<String> missing;

        Uses(Set<String> missing) {
            super(Opcodes.ASM9);
            this.missing = missing;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String used, String ofType, boolean ofInterface) {
                    check(owner, used, ofType, missing);
                }

                @Override
                public void visitFieldInsn(int opcode, String owner, String used, String ofType) {
                    check(owner, used, ofType, missing);
                }

                @Override
                public void visitInvokeDynamicInsn(String used, String ofType, Handle bootstrap, Object... arguments) {
                    for (Object argument : arguments) {
                        if (argument instanceof Handle handle) {
                            check(handle.getOwner(), handle.getName(), handle.getDesc(), missing);
                        }
                    }
                }
            };
        }
    }
}
