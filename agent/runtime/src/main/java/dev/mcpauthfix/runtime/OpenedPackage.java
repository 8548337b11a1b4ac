package dev.mcpauthfix.runtime;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;

/**
 * Opens a package of {@code java.base} to the core's own module only: opening it to the shim's would open it to the application's whole
 * class path.
 */
final class OpenedPackage {

    private OpenedPackage() {}

    /** A look-up with the access of a class of such a package. */
    static MethodHandles.Lookup lookupIn(Instrumentation instrumentation, Class<?> type) throws IllegalAccessException {
        if (!type.getModule().equals(Object.class.getModule())) {
            throw new IllegalAccessException("not of java.base: " + type.getName());
        }
        Module core = OpenedPackage.class.getModule();
        instrumentation.redefineModule(
                type.getModule(), Set.of(), Map.of(), Map.of(type.getPackageName(), Set.of(core)), Set.of(), Map.of());
        return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    }
}
