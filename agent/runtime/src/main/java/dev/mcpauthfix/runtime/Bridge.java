package dev.mcpauthfix.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * The core's hold on the one class of ours in {@code java.lang}.
 *
 * <p>It gets there by {@code Lookup.defineClass}, because appending to the boot class path prints a warning and costs the
 * application its class data archive. {@code java.lang} is opened to the core's own module only: opening it to the shim's
 * would open it to the application's whole class path.
 */
final class Bridge {

    private static final String NAME = "java.lang.McpAuthFixBridge";

    private final Class<?> bridge;

    private Bridge(Class<?> bridge) {
        this.bridge = bridge;
    }

    /** Defines the bridge, or takes the one that an earlier core defined. */
    static Bridge define(Instrumentation instrumentation) throws IOException, ReflectiveOperationException {
        try {
            return new Bridge(Class.forName(NAME, true, null));
        } catch (ClassNotFoundException first) {
            Module core = Bridge.class.getModule();
            instrumentation.redefineModule(
                    Object.class.getModule(),
                    Set.of(),
                    Map.of(),
                    Map.of("java.lang", Set.of(core)),
                    Set.of(),
                    Map.of());
            return new Bridge(MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
                    .defineClass(classFile()));
        }
    }

    /** From the next call on, woven code calls these. */
    void connect(UnaryOperator<Object[]> enter, BiFunction<Object, Object[], Object> exit)
            throws ReflectiveOperationException {
        // By reflection: javac finds java.lang in java.base alone, and does not see a class that joins it at run time.
        bridge.getField("exit").set(null, exit);
        bridge.getField("enter").set(null, enter);
    }

    private static byte[] classFile() throws IOException {
        try (InputStream in = Bridge.class.getClassLoader().getResourceAsStream(NAME.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new IOException(NAME + " is missing from the jar");
            }
            return in.readAllBytes();
        }
    }
}
