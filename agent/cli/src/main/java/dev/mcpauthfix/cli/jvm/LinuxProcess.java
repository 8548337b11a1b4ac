package dev.mcpauthfix.cli.jvm;

import java.io.IOException;
import java.io.InputStream;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process as {@code /proc} shows it, its container's view of the world included. */
final class LinuxProcess {

    /** Where Linux shows its processes. */
    static final Path PROC = Path.of("/proc");

    /** SIGQUIT, the third signal, in the mask of those that a process catches. */
    private static final long QUIT = 1L << 2;

    private static final String LIBRARY = "/libjvm.so";

    /** A word, of which any part may stand in quotes. */
    private static final Pattern QUOTABLE = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[^\\s\"'])+");

    private final long pid;
    private final Path proc;
    private final Path folder;

    /** By which it is told from another process that has its number later; null where it has ended. */
    private final @Nullable Instant started;

    LinuxProcess(Path proc, long pid) {
        this.pid = pid;
        this.proc = proc;
        this.folder = proc.resolve(Long.toString(pid));
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

    boolean exists() {
        return Files.isDirectory(folder);
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
            return Files.getOwner(folder).equals(Files.getOwner(proc.resolve("self")));
        } catch (IOException gone) {
            return false;
        }
    }

    /** Whether it has loaded a JVM. */
    boolean isJvm() {
        return !mapped(LIBRARY).isEmpty();
    }

    /** Whether its JVM is another one than HotSpot. */
    boolean isOpenJ9() {
        return !mapped("/libj9vm").isEmpty();
    }

    /** The version of its Java as the installation tells it, empty where it does not. */
    String javaVersion() {
        String library = mapped(LIBRARY);
        if (!library.contains("/lib/server" + LIBRARY)) {
            return "";
        }
        Path release = Path.of(library.substring(0, library.indexOf("/lib/server" + LIBRARY)) + "/release");
        try (Stream<String> lines = Files.lines(inItsFileSystem(release), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
                    .findFirst()
                    .orElse("");
        } catch (IOException | RuntimeException unreadable) {
            return "";
        }
    }

    /** The first file of that name that it has mapped, empty where it has none. */
    private String mapped(String file) {
        try (Stream<String> lines = Files.lines(folder.resolve("maps"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains(file))
                    .map(line -> line.substring(line.indexOf('/')))
                    .findFirst()
                    .orElse("");
        } catch (IOException | RuntimeException unreadable) {
            return "";
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
        if (options().contains("-XX:+DisableAttachMechanism")) {
            throw new AttachException("The JVM with the process identifier " + pid
                    + " was started with -XX:+DisableAttachMechanism. Start it with -javaagent instead.");
        }
    }

    /** What it was started with, wherever that stood, in the order in which a JVM reads it: the latter of two wins. */
    List<String> options() {
        List<String> options = new ArrayList<>(variable("JAVA_TOOL_OPTIONS"));
        options.addAll(launcherOptions());
        options.addAll(variable("_JAVA_OPTIONS"));
        return options;
    }

    /** Those that a JVM takes for words of its command line: the launcher reads a variable and files for it. */
    List<String> launcherOptions() {
        List<String> options = new ArrayList<>();
        for (String word : Stream.concat(variable("JDK_JAVA_OPTIONS").stream(), commandLine().stream())
                .toList()) {
            if (word.startsWith("@")) {
                options.addAll(argumentFile(word));
            } else {
                options.add(word);
            }
        }
        return options;
    }

    private List<String> variable(String name) {
        return environment().stream()
                .filter(variable -> variable.startsWith(name + "="))
                .flatMap(variable -> unquoted(variable.substring(name.length() + 1)).stream())
                .toList();
    }

    /** The words of a file of options ({@code java @file}). */
    private List<String> argumentFile(String word) {
        try {
            Path named = Path.of(word.substring(1));
            return Files.readAllLines(
                            named.isAbsolute()
                                    ? inItsFileSystem(named)
                                    : workingFolder().resolve(named),
                            StandardCharsets.ISO_8859_1)
                    .stream()
                    .flatMap(line -> unquoted(line).stream())
                    .toList();
        } catch (IOException | RuntimeException unreadable) {
            return List.of();
        }
    }

    private static List<String> unquoted(String text) {
        return QUOTABLE.matcher(text)
                .results()
                .map(word -> word.group().replaceAll("[\"']", ""))
                .toList();
    }

    /** Sends SIGQUIT, for which Java itself has no means, to this very process and no other that has its number by now. */
    void quit() throws AttachException {
        if (started == null || !started.equals(startOf(pid))) {
            throw new AttachException("The process " + pid + " has ended.");
        }
        signal(pid, signals(pid));
    }

    /** What sends the signal, of which one at least is there: small images have no program kill, but shells have it built in. */
    static List<List<String>> signals(long pid) {
        String number = Long.toString(pid);
        return List.of(List.of("kill", "-QUIT", number), List.of("sh", "-c", "kill -QUIT \"$1\"", "sh", number));
    }

    /** By the first of these commands that there is. */
    static void signal(long pid, List<List<String>> commands) throws AttachException {
        IOException missing = null;
        for (List<String> command : commands) {
            Process kill;
            try {
                kill = new ProcessBuilder(command).redirectErrorStream(true).start();
            } catch (IOException absent) {
                missing = absent;
                continue;
            }
            try (InputStream output = kill.getInputStream()) {
                String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
                if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                    throw new AttachException("The process " + pid + " cannot be signalled: " + said.strip()
                            + ". Run this command as the user of that process.");
                }
                return;
            } catch (IOException broken) {
                throw new AttachException("The process " + pid + " cannot be signalled: " + broken, broken);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AttachException("Interrupted while the JVM was asked.", interrupted);
            }
        }
        throw new AttachException("Neither a program kill nor a shell, of which one signals the JVM, can be run here ("
                + missing + "). Run this command where there is one, or have somebody attach once by other means.");
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
