package dev.mcpauthfix.cli.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;

/** A folder like {@code /proc} with one HotSpot JVM of this user, 4711 outside and 7 in its container. */
final class MadeUpProc {

    static final long PID = 4711;

    private final Path folder;
    private final Path process;
    private final Path root;

    MadeUpProc(Path folder) throws IOException {
        this.folder = folder;
        this.process = Files.createDirectories(folder.resolve("proc/4711"));
        this.root = Files.createDirectories(folder.resolve("container"));
        Files.createDirectories(path().resolve("self"));
        Files.createDirectories(root.resolve("tmp"));
        Files.createDirectories(root.resolve("app"));
        Files.createDirectories(root.resolve("opt/java/lib/server"));
        Files.createSymbolicLink(process.resolve("root"), root);
        Files.createSymbolicLink(process.resolve("cwd"), root.resolve("app"));
        Files.createDirectories(process.resolve("fd"));
        status("0000000000000004");
        maps("/opt/java/lib/server/libjvm.so");
        java("17.0.19");
        commandLine("java", "-jar", "app.jar");
        environment();
    }

    Path path() {
        return folder.resolve("proc");
    }

    /** A file as the JVM's container has it. */
    Path inContainer(String name) {
        return root.resolve(name);
    }

    TargetJvm jvm() throws AttachException {
        return TargetJvm.of(path(), PID);
    }

    LinuxProcess process() {
        return new LinuxProcess(path(), PID);
    }

    void status(String caught) throws IOException {
        Files.writeString(process.resolve("status"), "Name:\tjava\nNSpid:\t4711\t7\nSigCgt:\t" + caught + "\n");
    }

    void maps(String file) throws IOException {
        Files.writeString(
                process.resolve("maps"),
                "7f00-7f01 rw-p 00000000 00:00 0\n7f01-7f02 r-xp 00000000 08:01 42    " + file + "\n");
    }

    void java(String version) throws IOException {
        Files.writeString(
                inContainer("opt/java/release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    void commandLine(String... words) throws IOException {
        Files.writeString(process.resolve("cmdline"), String.join("\0", words) + '\0');
    }

    void environment(String... variables) throws IOException {
        Files.writeString(process.resolve("environ"), String.join("\0", List.of(variables)) + '\0');
    }

    /** Has the process belong to somebody else. */
    void giveAway() throws IOException {
        UserPrincipal me = Files.getOwner(path());
        if (me.equals(Files.getOwner(Path.of("/")))) {
            Files.setOwner(
                    process,
                    process.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("65534"));
        } else {
            // Nobody but root can give a file away; what a link leads to can be another's.
            Files.move(process, folder.resolve("moved"));
            Files.createSymbolicLink(process, Path.of("/"));
        }
    }

    /** Puts something where a file of the JVM's is expected. It is a link: those are nobody's, whoever has made them. */
    static void foreign(Path file) throws IOException {
        Files.createSymbolicLink(file, Path.of("elsewhere"));
    }

    /** Has a folder be one that nobody can write into, root included: there is none. */
    void takeAway(String name) throws IOException {
        Files.delete(inContainer(name));
    }
}
