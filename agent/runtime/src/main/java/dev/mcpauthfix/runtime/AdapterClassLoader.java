package dev.mcpauthfix.runtime;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Loads an adapter beside its library: the adapter's own classes from our jar, our other classes from the core, everything else
 * from the library's loader. It dies with the application's class loader.
 */
final class AdapterClassLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private static final String OURS = "dev.mcpauthfix.";
    private static final String ADAPTERS = "dev.mcpauthfix.adapter.";

    private final ClassLoader core;

    AdapterClassLoader(ClassLoader core, @Nullable ClassLoader library) {
        super(library);
        this.core = core;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        if (!name.startsWith(ADAPTERS) || name.indexOf('.', ADAPTERS.length()) < 0) {
            return core.loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = core.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] classFile = in.readAllBytes();
            // The domain of the core, which does not hold this loader.
            return defineClass(name, classFile, 0, classFile.length, AdapterClassLoader.class.getProtectionDomain());
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }
}
