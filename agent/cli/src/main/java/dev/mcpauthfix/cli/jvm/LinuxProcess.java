package dev.mcpauthfix.cli.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process as {@code /proc} shows it, its container's view of the world included. */
final class LinuxProcess {

    private static final Path PROC = Path.of("/proc");

    /** SIGQUIT, the third signal, in the mask of those that a process catches. */
    private static final long QUIT = 1L << 2;

    private final long pid;
    private final Path folder;

    /** By which it is told from another process that has its number later; null where it has ended. */
    private final @Nullable Instant started;

    LinuxProcess(long pid) {
        this.pid = pid;
        this.folder = PROC.resolve(Long.toString(pid));
        this.started = startOf(pid);
    }

    private static @Nullable Instant startOf(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .orElse(null);
    }

    /** Whether this platform shows its processes so. */
    static boolean isKnownHere() {
        return Files.isReadable(PROC.resolve("self/status"));
    }

    long pid() {
        return pid;
    }

    /** Its number in its own container. */
    long namespacePid() throws AttachException {
        String[] numbers = status("NSpid:").split("\\s+", -1);
        return Long.parseLong(numbers[numbers.length - 1]);
    }

    /** Its own {@code /tmp}, which HotSpot uses whatever {@code java.io.tmpdir} says. */
    Path tmp() {
        return folder.resolve("root/tmp");
    }

    /** Where it is spoken to, once it listens. */
    Path socket() throws AttachException {
        return tmp().resolve(".java_pid" + namespacePid());
    }

    /** Whether a file is there, is no link, and is the process's own user's: anybody may write to its {@code /tmp}. */
    boolean isOurs(Path file) {
        try {
            return !Files.isSymbolicLink(file)
                    && Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(folder));
        } catch (IOException absent) {
            return false;
        }
    }

    Path workingFolder() {
        return folder.resolve("cwd");
    }

    /** An absolute path of its file system as this process sees it. */
    Path inItsFileSystem(Path path) {
        return folder.resolve("root").resolve(path.getRoot().relativize(path));
    }

    /** Whether it runs as this process's user. */
    boolean isOurs() {
        try {
            return Files.getOwner(folder).equals(Files.getOwner(PROC.resolve("self")));
        } catch (IOException gone) {
            return false;
        }
    }

    /** Whether it has loaded a JVM. */
    boolean isJvm() {
        return maps("/libjvm.so");
    }

    /** Whether its JVM is another one than HotSpot. */
    boolean isOpenJ9() {
        return maps("/libj9vm");
    }

    private boolean maps(String file) {
        try (Stream<String> lines = Files.lines(folder.resolve("maps"), StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> line.contains(file));
        } catch (IOException | RuntimeException unreadable) {
            return false;
        }
    }

    /** The words of its command line. */
    List<String> commandLine() {
        return words("cmdline");
    }

    /** Its environment at the start, one {@code NAME=value} each. */
    List<String> environment() {
        return words("environ");
    }

    private List<String> words(String file) {
        try {
            String all = Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1);
            return all.isEmpty() ? List.of() : List.of(all.split("\0", -1));
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** The jars that it holds open. */
    List<Path> openJars() {
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(folder.resolve("fd"))) {
            for (Path descriptor : descriptors.toList()) {
                try {
                    Path target = Files.readSymbolicLink(descriptor);
                    if (target.toString().endsWith(".jar") && target.isAbsolute()) {
                        jars.add(target);
                    }
                } catch (IOException closedMeanwhile) {
                    // Not a jar any more.
                }
            }
        } catch (IOException | UncheckedIOException unreadable) {
            return jars;
        }
        return jars;
    }

    /**
     * Checks that SIGQUIT does what an attach needs, before it is sent: a process that does not catch it would die of it, and a JVM
     * that takes no attach would print a thread dump to its standard output.
     */
    void checkMayBeAsked() throws AttachException {
        if ((Long.parseUnsignedLong(status("SigCgt:"), 16) & QUIT) == 0) {
            throw new AttachException(
                    "The process " + pid + " does not listen to SIGQUIT, by which a JVM is asked to open its socket: it"
                            + " is only starting, or runs with -Xrs. Try again in a moment, or start it with -javaagent.");
        }
        List<String> options = new ArrayList<>(commandLine());
        commandLine().stream().filter(word -> word.startsWith("@")).forEach(word -> options.addAll(argumentFile(word)));
        environment().stream()
                .filter(variable -> variable.matches("(JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS)=.*"))
                .forEach(options::add);
        if (options.stream().anyMatch(option -> option.contains("-XX:+DisableAttachMechanism"))) {
            throw new AttachException("The JVM with the process identifier " + pid
                    + " was started with -XX:+DisableAttachMechanism. Start it with -javaagent instead.");
        }
    }

    /** The lines of a file of options ({@code java @file}). */
    private List<String> argumentFile(String word) {
        try {
            Path named = Path.of(word.substring(1));
            return Files.readAllLines(
                    named.isAbsolute()
                            ? inItsFileSystem(named)
                            : workingFolder().resolve(named),
                    StandardCharsets.ISO_8859_1);
        } catch (IOException | RuntimeException unreadable) {
            return List.of();
        }
    }

    /** Sends SIGQUIT, for which Java itself has no means, to this very process and no other that has its number by now. */
    void quit() throws AttachException {
        if (started == null || !started.equals(startOf(pid))) {
            throw new AttachException("The process " + pid + " has ended.");
        }
        try {
            Process kill = new ProcessBuilder("kill", "-QUIT", Long.toString(pid))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new AttachException("The process " + pid + " cannot be signalled: " + said.strip()
                        + ". Run this command as the user of that process.");
            }
        } catch (IOException missing) {
            throw new AttachException(
                    "The program kill, which signals the JVM, cannot be run here (" + missing
                            + "). Run this command where it is installed, or have somebody attach once by other means.",
                    missing);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AttachException("Interrupted while the JVM was asked.", interrupted);
        }
    }

    private String status(String name) throws AttachException {
        try {
            for (String line : Files.readAllLines(folder.resolve("status"))) {
                if (line.startsWith(name)) {
                    return line.substring(name.length()).strip();
                }
            }
        } catch (NoSuchFileException gone) {
            throw new AttachException("There is no process " + pid + ".", gone);
        } catch (IOException unreadable) {
            throw new AttachException("The process " + pid + " cannot be looked at: " + unreadable, unreadable);
        }
        throw new AttachException(
                "This system does not tell " + name + " of the process " + pid + "; use jcmd of a JDK.");
    }
}
