package dev.mcpauthfix.shim;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.util.Enumeration;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * A jar of ours. Every attach adds its jar to the system class path, though the classes that run are those of the first: so the jars of
 * all attaches are found there, and the newest of them is the one to take the core from.
 */
final class Release implements Comparable<Release> {

    private static final String VERSION = "META-INF/mcp-auth-fix/version";
    private static final String TARGETS = "META-INF/mcp-auth-fix/targets";

    final File jar;
    final String version;

    /** Opens a jar, which must be one of ours. */
    Release(File jar) throws IOException {
        this.jar = jar;
        this.version = text(VERSION).trim();
    }

    /** The newest jar on the system class path; the known one where none is newer, null for none at all. */
    static Release newest(Release known) throws Exception {
        Release newest = known;
        Enumeration<URL> all = ClassLoader.getSystemClassLoader().getResources(VERSION);
        while (all.hasMoreElements()) {
            URLConnection connection = all.nextElement().openConnection();
            if (connection instanceof JarURLConnection) {
                File jar =
                        new File(((JarURLConnection) connection).getJarFileURL().toURI());
                Release other = readable(jar);
                if (other != null && (newest == null || other.compareTo(newest) > 0)) {
                    newest = other;
                }
            }
        }
        return newest;
    }

    /** A jar of ours, null where its file is gone since: what is loaded of it goes on without. */
    static Release readable(File jar) {
        try {
            return new Release(jar);
        } catch (IOException gone) {
            return null;
        }
    }

    /** The names of the classes that this release weaves. */
    String[] targets() throws IOException {
        return text(TARGETS).trim().split("\\s+");
    }

    /** By the numbers of the version; of two with equal numbers the one with something behind them is older. */
    @Override
    public int compareTo(Release other) {
        return compare(version, other.version);
    }

    /** Whether it is newer than a version. */
    boolean isNewerThan(String present) {
        return compare(version, present) > 0;
    }

    private static int compare(String one, String other) {
        String[] ours = one.split("-", 2);
        String[] theirs = other.split("-", 2);
        String[] our = ours[0].split("\\.");
        String[] their = theirs[0].split("\\.");
        for (int i = 0; i < Math.max(our.length, their.length); i++) {
            int difference = Integer.compare(number(our, i), number(their, i));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(theirs.length, ours.length);
    }

    private static int number(String[] parts, int index) {
        try {
            return index < parts.length ? Integer.parseInt(parts[index]) : 0;
        } catch (NumberFormatException odd) {
            return 0;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Release && version.equals(((Release) other).version);
    }

    @Override
    public int hashCode() {
        return version.hashCode();
    }

    private String text(String name) throws IOException {
        JarFile open = new JarFile(jar, false);
        try {
            ZipEntry entry = open.getEntry(name);
            if (entry == null) {
                throw new IOException(name + " is missing from " + jar);
            }
            InputStream in = open.getInputStream(entry);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes.write(buffer, 0, n);
            }
            return bytes.toString("UTF-8");
        } finally {
            open.close();
        }
    }
}
