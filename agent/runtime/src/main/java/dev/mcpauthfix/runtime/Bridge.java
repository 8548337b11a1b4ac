package dev.mcpauthfix.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;

/**
 * Brings the one class of ours into {@code java.lang}.
 *
 * <p>It gets there by {@code Lookup.defineClass}, because appending to the boot class path prints a warning and costs the
 * application its class data archive. {@code java.lang} is opened to the core's own module only: opening it to the shim's
 * would open it to the application's whole class path.
 */
final class Bridge {

    private static final String NAME = "java.lang.McpAuthFixBridge";

    private Bridge() {}

    /** Defines the bridge, or takes the one that an earlier core defined. */
    static void define(Instrumentation instrumentation) throws IOException, ReflectiveOperationException {
        try {
            Class.forName(NAME, true, null);
        } catch (ClassNotFoundException first) {
            Module core = Bridge.class.getModule();
            instrumentation.redefineModule(
                    Object.class.getModule(),
                    Set.of(),
                    Map.of(),
                    Map.of("java.lang", Set.of(core)),
                    Set.of(),
                    Map.of());
            MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup()).defineClass(classFile());
        }
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
