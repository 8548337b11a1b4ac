package dev.mcpauthfix.runtime;

import dev.mcpauthfix.adapter.Site;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Inserts the two bridge calls into the methods that a class's sites describe, and leaves every other byte of the class as it was.
 *
 * <p>Straight-line code without new branches, locals or frames: the class's own stack map frames stay valid, so nothing of the
 * library's class hierarchy has to be looked up or loaded.
 */
final class Weaver {

    private Weaver() {}

    /** Answers the woven class file, or null where the class does not have the shape that its sites describe. */
    static byte @Nullable [] weave(byte[] classFile, List<Site> sites) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        SiteFinder finder = new SiteFinder(writer, sites);
        reader.accept(finder, 0);
        return finder.fits() ? writer.toByteArray() : null;
    }

    /** Finds the one method of each site, and checks that weaving it is safe. */
    private static final class SiteFinder extends ClassVisitor {

        private final List<Site> sites;
        private final List<CallWeaver> woven = new ArrayList<>();
        private int missing;
        private boolean unsafe;

        SiteFinder(ClassVisitor next, List<Site> sites) {
            super(Opcodes.ASM9, next);
            this.sites = sites;
            for (Site site : sites) {
                missing += site.optional() ? 0 : 1;
            }
        }

        /** A class file has no two methods of one name and descriptor, so none is found twice. */
        boolean fits() {
            if (unsafe || missing > 0 || woven.isEmpty()) {
                return false;
            }
            for (CallWeaver method : woven) {
                if (!method.fits()) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
            Site site = siteOf(name, descriptor);
            if (site == null) {
                return method;
            }
            boolean instance = (access & (Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
            if (!instance || !CallWeaver.supports(descriptor)) {
                unsafe = true;
                return method;
            }
            CallWeaver weaver = new CallWeaver(method, name, descriptor);
            woven.add(weaver);
            missing -= site.optional() ? 0 : 1;
            return weaver;
        }

        private @Nullable Site siteOf(String name, String descriptor) {
            for (Site site : sites) {
                if (name.equals(site.method()) && descriptor.equals(site.descriptor())) {
                    return site;
                }
            }
            return null;
        }
    }
}
