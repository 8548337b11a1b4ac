package dev.mcpauthfix.it.contract;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs {@link ContractProgram} and its library in a class loader of their own, of which the application's class path knows nothing:
 * what the loaders of executable jars and servlet containers do.
 */
public final class ChildLoaderLauncher {

    private ChildLoaderLauncher() {}

    /** Takes the program's own arguments; the class path is the system property {@code contract.class.path}. */
    public static void main(String[] args) throws ReflectiveOperationException {
        ClassLoader child = childOf(System.getProperty("contract.class.path", ""));
        Thread.currentThread().setContextClassLoader(child);
        child.loadClass(ContractProgram.class.getName())
                .getMethod("main", String[].class)
                .invoke(null, (Object) args);
    }

    /** A loader for this class path, below the platform's. It lives as long as its JVM. */
    static ClassLoader childOf(String classPath) {
        List<URL> urls = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            if (entry.endsWith("*")) {
                jars(Path.of(entry.substring(0, entry.length() - 1))).forEach(jar -> urls.add(url(jar)));
            } else {
                urls.add(url(Path.of(entry)));
            }
        }
        return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(path.toString(), impossible);
        }
    }
}
