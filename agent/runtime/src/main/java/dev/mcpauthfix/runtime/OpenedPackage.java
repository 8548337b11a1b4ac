package dev.mcpauthfix.runtime;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;

/**
 * Opens a package of the JDK's own libraries to the core's own module only: opening it to the shim's would open it to the
 * application's whole class path.
 */
final class OpenedPackage {

    private static final Set<String> PATCHED = Set.of("java.base", "java.net.http");

    private OpenedPackage() {}

    /** A look-up with the access of a class of such a package. */
    static MethodHandles.Lookup lookupIn(Instrumentation instrumentation, Class<?> type) throws IllegalAccessException {
        Module library = type.getModule();
        if (library.getLayer() != ModuleLayer.boot() || !PATCHED.contains(library.getName())) {
            throw new IllegalAccessException("not of " + PATCHED + ": " + type.getName());
        }
        Module core = OpenedPackage.class.getModule();
        instrumentation.redefineModule(
                library, Set.of(), Map.of(), Map.of(type.getPackageName(), Set.of(core)), Set.of(), Map.of());
        return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    }
}
