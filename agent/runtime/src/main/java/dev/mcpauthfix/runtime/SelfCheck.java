package dev.mcpauthfix.runtime;

import dev.mcpauthfix.adapter.Adapter;
import dev.mcpauthfix.adapter.Site;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Proves on a class of our own, before a library's class is touched, that what the weaver writes verifies, reaches the bridge and
 * comes back unchanged. Public only for the woven probe, which lives in a loader of its own.
 */
public final class SelfCheck implements Adapter {

    private static final Site SITE = new Site(
            "self-check",
            SelfCheckProbe.class.getName().replace('.', '/'),
            "apply",
            "(Ljava/lang/Object;)Ljava/lang/Object;",
            SelfCheck.class.getName());

    private static @Nullable UnaryOperator<Object> wovenProbe;

    private int entered;
    private int left;

    SelfCheck() {}

    /** Called by the woven probe's own initializer: making the instance by reflection would cost more than all the rest. */
    public static void present(UnaryOperator<Object> probe) {
        wovenProbe = probe;
    }

    /** Runs the check; false says that nothing must be woven in this JVM. */
    boolean passes() throws IOException, ClassNotFoundException {
        String name = SelfCheckProbe.class.getName();
        byte[] woven = Weaver.weave(classFile(name), List.of(SITE));
        if (woven == null) {
            return false;
        }
        Class.forName(name, true, new ProbeLoader(name, woven));
        UnaryOperator<Object> probe = wovenProbe;
        wovenProbe = null;
        Object question = new Object();
        return probe != null && probe.apply(question) == question && entered == 1 && left == 1;
    }

    /** Whether calls of this class are the check's own. */
    boolean owns(Class<?> type) {
        return type.getClassLoader() instanceof ProbeLoader;
    }

    private static byte[] classFile(String name) throws IOException {
        String file = name.replace('.', '/') + ".class";
        try (InputStream in = SelfCheck.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException(file + " is missing from the jar");
            }
            return in.readAllBytes();
        }
    }

    @Override
    public void enter(Object[] call) {
        entered++;
    }

    @Override
    public @Nullable Object exit(@Nullable Object result, Object[] call) {
        left++;
        return result;
    }

    /** Has the woven probe in place of the core's own. */
    private static final class ProbeLoader extends ClassLoader {

        private final String name;
        private final byte[] classFile;

        ProbeLoader(String name, byte[] classFile) {
            super(SelfCheck.class.getClassLoader());
            this.name = name;
            this.classFile = classFile;
        }

        @Override
        protected Class<?> loadClass(String wanted, boolean resolve) throws ClassNotFoundException {
            return wanted.equals(name)
                    ? defineClass(name, classFile, 0, classFile.length, SelfCheck.class.getProtectionDomain())
                    : super.loadClass(wanted, resolve);
        }
    }
}
