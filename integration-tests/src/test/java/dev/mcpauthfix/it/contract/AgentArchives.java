package dev.mcpauthfix.it.contract;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The classes of the finished jar, as a class loader of ours: the very bytes that users run, seen from a test. */
final class AgentArchives extends ClassLoader {

    private final Map<String, byte[]> classFiles;

    private AgentArchives(Map<String, byte[]> classFiles) {
        super(ClassLoader.getPlatformClassLoader());
        this.classFiles = classFiles;
    }

    /** Reads the archives of the jar at start-up and those of the adapters. */
    static AgentArchives read() throws IOException {
        Map<String, byte[]> classFiles = new HashMap<>();
        try (JarFile jar = new JarFile(World.AGENT.toFile())) {
            for (String archive : new String[] {"core/core-start.zip", "core/core-adapters.zip"}) {
                try (InputStream in = jar.getInputStream(Objects.requireNonNull(jar.getEntry(archive), archive));
                        ZipInputStream zip = new ZipInputStream(in)) {
                    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                        classFiles.put(entry.getName(), zip.readAllBytes());
                    }
                }
            }
        }
        return new AgentArchives(classFiles);
    }

    /** The class files of a package, by name with slashes; those of packages below it are not among them. */
    Map<String, byte[]> inPackage(String packageName) {
        String folder = packageName.replace('.', '/') + "/";
        Map<String, byte[]> found = new TreeMap<>();
        classFiles.forEach((name, bytes) -> {
            if (name.startsWith(folder) && name.endsWith(".class") && name.indexOf('/', folder.length()) < 0) {
                found.put(name, bytes);
            }
        });
        return found;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] classFile = classFiles.get(name.replace('.', '/') + ".class");
        if (classFile == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, classFile, 0, classFile.length);
    }
}
