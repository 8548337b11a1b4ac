package dev.mcpauthfix.runtime;

import dev.mcpauthfix.adapter.Site;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Inserts the two bridge calls into a site's method and leaves every other byte of the class as it was.
 *
 * <p>Straight-line code without new branches, locals or frames: the class's own stack map frames stay valid, so nothing of the
 * library's class hierarchy has to be looked up or loaded.
 */
final class Weaver {

    private Weaver() {}

    /** Answers the woven class file, or null where the class does not have the shape that the site describes. */
    static byte @Nullable [] weave(byte[] classFile, Site site) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        SiteFinder finder = new SiteFinder(writer, site);
        reader.accept(finder, 0);
        return finder.fits() ? writer.toByteArray() : null;
    }

    /** Finds the one method, and checks that weaving it is safe. */
    private static final class SiteFinder extends ClassVisitor {

        private final Site site;
        private int found;
        private @Nullable CallWeaver woven;

        SiteFinder(ClassVisitor next, Site site) {
            super(Opcodes.ASM9, next);
            this.site = site;
        }

        boolean fits() {
            return found == 1 && woven != null && woven.fits();
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
            if (!name.equals(site.method()) || !descriptor.equals(site.descriptor())) {
                return method;
            }
            found++;
            boolean instance = (access & (Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
            if (!instance || !CallWeaver.supports(descriptor)) {
                return method;
            }
            woven = new CallWeaver(method, descriptor);
            return woven;
        }
    }
}
