package dev.mcpauthfix.runtime;

import dev.mcpauthfix.adapter.Adapter;
import dev.mcpauthfix.adapter.Site;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Proves on a class of our own, before a library's class is touched, that what the weaver writes verifies, reaches the bridge and
 * comes back unchanged.
 */
final class SelfCheck implements Adapter {

    private static final Site SITE = new Site(
            "self-check",
            Probe.class.getName().replace('.', '/'),
            "apply",
            "(Ljava/lang/Object;)Ljava/lang/Object;",
            SelfCheck.class.getName());

    private @Nullable Class<?> probe;
    private int entered;
    private int left;

    /** What is woven: it returns what it is given. */
    static final class Probe implements UnaryOperator<Object> {
        @Override
        public Object apply(Object question) {
            return question;
        }
    }

    boolean owns(Class<?> type) {
        return type == probe;
    }

    /** Runs the check; false says that nothing must be woven in this JVM. */
    @SuppressWarnings("unchecked")
    boolean passes() throws IOException, ReflectiveOperationException {
        byte[] woven = Weaver.weave(probeClassFile(), SITE);
        if (woven == null) {
            return false;
        }
        probe = MethodHandles.lookup().defineHiddenClass(woven, true).lookupClass();
        UnaryOperator<Object> instance =
                (UnaryOperator<Object>) probe.getDeclaredConstructor().newInstance();
        Object question = new Object();
        return instance.apply(question) == question && entered == 1 && left == 1;
    }

    private static byte[] probeClassFile() throws IOException {
        String name = Probe.class.getName().replace('.', '/') + ".class";
        try (InputStream in = SelfCheck.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing from the jar");
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
}
