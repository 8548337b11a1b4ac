package dev.mcpauthfix.shim;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Loads the core from archives inside our own jar, where no other loader can see its classes. The parent is the platform loader:
 * nothing of the application's class path is visible to the core, and the reverse.
 *
 * <p>Each archive is read whole when a class is first missed: what a plain request needs, what the first challenge needs, what
 * only a command needs. The packages below {@code dev.mcpauthfix.adapter} are left to the adapters' own loaders.
 */
final class CoreLoader extends ClassLoader
        implements Consumer<BiFunction<Instrumentation, String, ClassFileTransformer>>, Supplier<String> {

    static {
        registerAsParallelCapable();
    }

    /**
     * The JDK's own. A domain of this loader would hold it, and a thread that the JDK starts while we are on the stack, such as that of
     * its timers, inherits our domains for good on Java 17: after a detach the loader would stay.
     */
    private static final ProtectionDomain DOMAIN = Object.class.getProtectionDomain();

    private static final String ENTRY = "dev.mcpauthfix.runtime.Entry";
    private static final String ADAPTERS = "dev.mcpauthfix.adapter.";
    private static final String[] ARCHIVES = {"core/core-start.zip", "core/core-engine.zip", "core/core-commands.zip"};

    /** What only a vault in Redis needs, and named by its package: no other missing class is looked for in it. */
    private static final String REDIS = "redis/clients/jedis/";

    private static final String REDIS_ARCHIVE = "core/core-redis.zip";

    /** What only a look at a server needs, which somebody orders. */
    private static final String PROBE = "dev/mcpauthfix/runtime/probe/";

    private static final String PROBE_ARCHIVE = "core/core-probe.zip";

    /** The adapters but for that of java.net.http, which most applications need: read when one of their libraries is used. */
    private static final String ADAPTER_FILES = "dev/mcpauthfix/adapter/";

    private static final String FIRST_ADAPTER = "dev/mcpauthfix/adapter/javanethttp/";
    private static final String ADAPTERS_ARCHIVE = "core/core-adapters.zip";

    private final File jar;
    private final long made;
    private final long size;
    private final StoredArchives archives = new StoredArchives();
    private final Set<String> read = new HashSet<String>();
    private int archivesRead;
    private boolean told;
    private BiFunction<Instrumentation, String, ClassFileTransformer> starter;

    CoreLoader(File jar) throws IOException {
        super(platformLoader());
        this.jar = jar;
        this.made = jar.lastModified();
        this.size = jar.length();
        readNextArchive();
    }

    /** The topmost class loader below the boot loader, which Java 8 has no name for. */
    static ClassLoader platformLoader() {
        ClassLoader loader = ClassLoader.getSystemClassLoader();
        while (loader.getParent() != null) {
            loader = loader.getParent();
        }
        return loader;
    }

    /** The jar this class came from. */
    static File ownJar() throws Exception {
        CodeSource source = CoreLoader.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            throw new IOException("the agent's jar cannot be located");
        }
        return new File(source.getLocation().toURI());
    }

    /**
     * Brings the core up. Its entry class hands a starter to its own loader when it is initialized: reflection would cost
     * every patched application seven milliseconds on a newer JDK.
     */
    ClassFileTransformer start(Instrumentation instrumentation, String arguments) throws ClassNotFoundException {
        Class.forName(ENTRY, true, this);
        return starter.apply(instrumentation, arguments);
    }

    @Override
    public void accept(BiFunction<Instrumentation, String, ClassFileTransformer> coreStarter) {
        starter = coreStarter;
    }

    /** The path of the jar that the core came from. */
    @Override
    public String get() {
        return jar.getPath();
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        boolean adapters = name.startsWith(ADAPTERS) && name.indexOf('.', ADAPTERS.length()) >= 0;
        byte[] classFile = adapters ? null : file(name.replace('.', '/') + ".class");
        if (classFile == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, classFile, 0, classFile.length, DOMAIN);
    }

    /** Reads without URL handlers: they take locks that a class transformer must not wait for. */
    @Override
    public InputStream getResourceAsStream(String name) {
        byte[] bytes = file(name);
        return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }

    @Override
    protected URL findResource(String name) {
        return null;
    }

    /** A copy of a file's bytes; the next archive is read when none of those read so far has it. */
    private byte[] file(String name) {
        synchronized (archives) {
            String special = specialArchive(name);
            byte[] bytes = archives.file(name);
            while (bytes == null && (special == null ? archivesRead < ARCHIVES.length : !read.contains(special))) {
                try {
                    if (special == null) {
                        readNextArchive();
                    } else {
                        read(special);
                    }
                } catch (IOException unreadable) {
                    if (!told) {
                        told = true;
                        Agent.say(
                                "cannot load more of itself (" + unreadable
                                        + "); what needs it is left alone. Put the jar back as it was, or attach the newer one");
                    }
                    return null;
                }
                bytes = archives.file(name);
            }
            return bytes;
        }
    }

    /** The one archive that a file may be in, null for one of those in order. */
    private static String specialArchive(String name) {
        if (name.startsWith(REDIS)) {
            return REDIS_ARCHIVE;
        }
        if (name.startsWith(PROBE)) {
            return PROBE_ARCHIVE;
        }
        boolean adapter = name.startsWith(ADAPTER_FILES) && name.indexOf('/', ADAPTER_FILES.length()) >= 0;
        return adapter && !name.startsWith(FIRST_ADAPTER) ? ADAPTERS_ARCHIVE : null;
    }

    private void readNextArchive() throws IOException {
        read(ARCHIVES[archivesRead++]);
    }

    private void read(String archive) throws IOException {
        if (jar.lastModified() != made || jar.length() != size) {
            // Half of one release and half of another would fit together by chance alone.
            throw new IOException(jar + " is another file than it was");
        }
        read.add(archive);
        // No signature check: who can replace this jar can replace the flag that names it.
        JarFile open = new JarFile(jar, false);
        try {
            ZipEntry entry = open.getEntry(archive);
            if (entry == null) {
                throw new IOException(archive + " is missing from " + jar);
            }
            archives.add(read(open.getInputStream(entry), (int) entry.getSize()));
        } finally {
            open.close();
        }
    }

    private static byte[] read(InputStream in, int size) throws IOException {
        byte[] bytes = new byte[size];
        for (int at = 0; at < size; ) {
            int n = in.read(bytes, at, size - at);
            if (n < 0) {
                throw new IOException("cut short");
            }
            at += n;
        }
        return bytes;
    }
}
