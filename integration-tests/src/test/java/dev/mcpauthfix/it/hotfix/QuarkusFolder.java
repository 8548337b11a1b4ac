package dev.mcpauthfix.it.hotfix;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder {@code quarkus-app} that Quarkus' build makes, put together from a client that is built without it: Quarkus' own launcher in
 * {@code quarkus-run.jar}, the index that its own {@code SerializedApplication} writes, and everything else in its own class loader.
 */
final class QuarkusFolder {

    private static final String RUNNER = "io.quarkus.bootstrap.runner.";

    /** What stands in {@code parent-first-artifacts} of Quarkus' own {@code META-INF/quarkus-extension.properties}, as far as it is needed. */
    private static final String PARENT_FIRST =
            "(quarkus-bootstrap-runner|quarkus-classloader-commons|org-crac|jboss-logmanager|smallrye-common-(constraint|cpu|expression|function|io|net|os|ref))-.*";

    private QuarkusFolder() {}

    /**
     * Makes the folder.
     *
     * @param client the client's {@code target} folder, with {@code classes} and {@code lib}
     */
    static void make(Path client, String mainClass, Path folder) throws Exception {
        List<Path> boot = new ArrayList<>();
        List<Path> application = new ArrayList<>();
        Path app = Files.createDirectories(folder.resolve("app")).resolve("application.jar");
        pack(client.resolve("classes"), app);
        application.add(app);
        for (Path library : list(client.resolve("lib"))) {
            boolean first = library.getFileName().toString().matches(PARENT_FIRST);
            Path place = Files.createDirectories(folder.resolve(first ? "lib/boot" : "lib/main"));
            Path copy = Files.copy(library, place.resolve(library.getFileName().toString()));
            (first ? boot : application).add(copy);
        }
        launcher(folder, boot);
        index(folder, mainClass, application, boot);
    }

    private static void launcher(Path folder, List<Path> boot) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, RUNNER + "QuarkusEntryPoint");
        main.put(
                Attributes.Name.CLASS_PATH,
                boot.stream().map(jar -> folder.relativize(jar).toString()).collect(Collectors.joining(" ")));
        new JarOutputStream(Files.newOutputStream(folder.resolve("quarkus-run.jar")), manifest).close();
    }

    private static void index(Path folder, String mainClass, List<Path> application, List<Path> boot) throws Exception {
        Path index = Files.createDirectories(folder.resolve("quarkus")).resolve("quarkus-application.dat");
        List<Path> all = Stream.concat(boot.stream(), application.stream()).toList();
        URL[] urls = new URL[boot.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = boot.get(i).toUri().toURL();
        }
        try (URLClassLoader quarkus = new URLClassLoader(urls);
                OutputStream out = Files.newOutputStream(index)) {
            quarkus.loadClass(RUNNER + "SerializedApplication")
                    .getMethod(
                            "write", OutputStream.class, String.class, Path.class, List.class, List.class, List.class)
                    .invoke(null, out, mainClass, folder, all, boot, List.of());
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (Stream<Path> files = Files.walk(classes);
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
