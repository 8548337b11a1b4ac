package dev.mcpauthfix.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;

/**
 * Brings the one class of ours into {@code java.lang}.
 *
 * <p>It gets there by {@code Lookup.defineClass}, because appending to the boot class path prints a warning and costs the
 * application its class data archive.
 */
final class Bridge {

    private static final String NAME = "java.lang.McpAuthFixBridge";

    private Bridge() {}

    /** Defines the bridge, or takes the one that an earlier core defined. */
    static void define(Instrumentation instrumentation) throws IOException, ReflectiveOperationException {
        try {
            Class.forName(NAME, true, null);
        } catch (ClassNotFoundException first) {
            OpenedPackage.lookupIn(instrumentation, Object.class).defineClass(classFile());
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
