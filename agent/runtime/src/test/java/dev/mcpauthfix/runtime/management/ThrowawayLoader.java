package dev.mcpauthfix.runtime.management;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Defines our classes itself, as the agent's own loader does; the rest, but for one package, is the JDK's and that of the tests. */
final class ThrowawayLoader extends ClassLoader {

    private final @Nullable String without;

    /**
     * Creates one.
     *
     * @param without the beginning of the names of classes that there are not to be, null for none
     */
    ThrowawayLoader(@Nullable String without) {
        super(ThrowawayLoader.class.getClassLoader());
        this.without = without;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (without != null && name.startsWith(without)) {
            throw new ClassNotFoundException(name);
        }
        if (!name.startsWith("dev.mcpauthfix.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] classFile = in.readAllBytes();
            return defineClass(name, classFile, 0, classFile.length);
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }
}
