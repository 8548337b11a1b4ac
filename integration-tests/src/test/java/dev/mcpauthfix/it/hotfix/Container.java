package dev.mcpauthfix.it.hotfix;

import dev.mcpauthfix.it.jvm.InstalledJdks.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What makes a container of a process, as far as an attach can tell: namespaces of its own for processes and mounts, where the JVM is
 * process 1. Where the user may not make any, the JVM is an ordinary process with a number of its own.
 */
final class Container implements AutoCloseable {

    static final String COMMAND = "unshare";

    private final boolean namespaces;
    private final ProcessHandle jvm;

    private Container(boolean namespaces, ProcessHandle jvm) {
        this.namespaces = namespaces;
        this.jvm = jvm;
    }

    /** A JDK whose {@code java} starts each JVM in namespaces of its own. */
    static Jdk around(Jdk jdk, Path folder) throws IOException {
        Path java = folder.resolve("contained/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(
                java,
                "#!/bin/sh\nexec " + COMMAND + " --pid --fork --mount-proc --kill-child -- "
                        + jdk.home().resolve("bin/java") + " \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        return new Jdk(jdk.version(), folder.resolve("contained"));
    }

    /** The one that this JVM is in, once it has answered. */
    static Container of(RunningPatient patient, boolean namespaces) throws IOException {
        String unused = patient.traffic();
        ProcessHandle started = ProcessHandle.of(patient.pid()).orElseThrow();
        return new Container(
                namespaces, namespaces ? started.children().findFirst().orElseThrow() : started);
    }

    /** A {@code kubectl} of the shell's that copies, and runs a command in the container. */
    String kubectl() {
        String enter = namespaces ? "nsenter --target " + jvm.pid() + " --pid --mount -- " : "";
        return """
                kubectl() {
                  case "$1" in
                    cp) cp "$2" "${3#*:}" ;;
                    exec) shift 5; %s"$@" ;;
                  esac
                }""".formatted(enter);
    }

    /** The line with the number that the JVM has inside. */
    String numbered(String line) {
        return namespaces ? line : line.replaceFirst(" 1(?= |$)", " " + jvm.pid());
    }

    @Override
    public void close() {
        // The command around it waits for it, and for no signal.
        jvm.destroyForcibly();
    }
}
