package dev.mcpauthfix.dist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Rewrites the class files of an archive that are older than Java 6 (ASM's own) as Java 8 class files with stack map frames.
 *
 * <p>A build step, not part of the jar. Class files without frames go through the JVM's old inferring verifier, which every
 * patched application paid twelve milliseconds of CPU for.
 */
final class FrameUpgrade {

    private static final int FIRST_WITH_FRAMES = Opcodes.V1_6;

    private FrameUpgrade() {}

    /** Rewrites each archive named in place. */
    public static void main(String[] archives) throws IOException {
        for (String archive : archives) {
            Path file = Path.of(archive);
            Files.write(file, upgrade(Files.readAllBytes(file)));
        }
    }

    private static byte[] upgrade(byte[] archive) throws IOException {
        ByteArrayOutputStream upgraded = new ByteArrayOutputStream(archive.length);
        try (ZipInputStream in = new ZipInputStream(new java.io.ByteArrayInputStream(archive));
                ZipOutputStream out = new ZipOutputStream(upgraded)) {
            out.setMethod(ZipOutputStream.STORED);
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    byte[] file = in.readAllBytes();
                    put(out, entry, entry.getName().endsWith(".class") ? withFrames(file) : file);
                }
            }
        }
        return upgraded.toByteArray();
    }

    private static void put(ZipOutputStream out, ZipEntry original, byte[] file) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(file);
        ZipEntry entry = new ZipEntry(original.getName());
        entry.setTimeLocal(original.getTimeLocal());
        entry.setSize(file.length);
        entry.setCrc(checksum.getValue());
        out.putNextEntry(entry);
        out.write(file);
    }

    private static byte[] withFrames(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        if (reader.readUnsignedShort(6) >= FIRST_WITH_FRAMES) {
            return classFile;
        }
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        reader.accept(new Java8(writer), ClassReader.SKIP_DEBUG);
        return writer.toByteArray();
    }

    private static final class Java8 extends ClassVisitor {

        Java8(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            super.visit(Opcodes.V1_8, access, name, signature, superName, interfaces);
        }
    }
}
