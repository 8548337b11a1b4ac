package dev.mcpauthfix.cli.jvm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A JVM of this user, named by its process identifier. Nothing of its files is ever run, and no other process is touched. */
public final class TargetJvm {

    /** The first Java whose JVM warns of an agent that comes while it runs. */
    private static final int WARNING_SINCE = 21;

    private static final String DYNAMIC_LOADING = "EnableDynamicAgentLoading";

    private final long pid;

    /** Null where the platform does not show its processes so. */
    private final @Nullable LinuxProcess process;

    private TargetJvm(long pid, @Nullable LinuxProcess process) {
        this.pid = pid;
        this.process = process;
    }

    /**
     * The JVM with this process identifier.
     *
     * @throws AttachException where it is none, or not this user's
     */
    public static TargetJvm of(long pid) throws AttachException {
        if (pid == ProcessHandle.current().pid()) {
            throw new AttachException(pid + " is this very command.");
        }
        if (LinuxProcess.isKnownHere()) {
            return of(LinuxProcess.PROC, pid);
        }
        Optional<ProcessHandle> handle = ProcessHandle.of(pid);
        if (handle.isEmpty() || !handle.get().isAlive()) {
            throw absent(pid);
        }
        return new TargetJvm(pid, null);
    }

    /** One of those that a folder like {@code /proc} shows. */
    static TargetJvm of(Path proc, long pid) throws AttachException {
        LinuxProcess process = new LinuxProcess(proc, pid);
        if (!process.exists()) {
            throw absent(pid);
        }
        if (!process.isOurs()) {
            throw new AttachException(
                    "The process " + pid
                            + " belongs to another user. Run this command as that user: sudo -u <user> java -jar mcp-auth-fix.jar ...");
        }
        if (process.isOpenJ9()) {
            throw new AttachException(
                    "The process " + pid + " runs OpenJ9, whose attach is another one. Start it with -javaagent.");
        }
        if (!process.isJvm()) {
            throw new AttachException("The process " + pid + " is no JVM. The command list shows those of this user.");
        }
        return new TargetJvm(pid, process);
    }

    private static AttachException absent(long pid) {
        return new AttachException(
                "There is no process " + pid + " here. The command list shows the JVMs of this user; a container"
                        + " has numbers of its own, so run the command inside it or use the number outside.");
    }

    /** The JVMs of this user, this one left out. */
    public static List<TargetJvm> all() {
        List<TargetJvm> jvms = new ArrayList<>();
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            for (ProcessHandle process : processes.toList()) {
                try {
                    TargetJvm jvm = of(process.pid());
                    if (jvm.process != null || jvm.looksLikeJava()) {
                        jvms.add(jvm);
                    }
                } catch (AttachException foreign) {
                    // Not one of those that are asked for.
                }
            }
        }
        return jvms;
    }

    private boolean looksLikeJava() {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().command())
                .map(command -> Path.of(command).getFileName().toString().startsWith("java"))
                .orElse(false);
    }

    /** The process identifier. */
    public long pid() {
        return pid;
    }

    /** The class or jar that it was started with, empty where the platform does not tell. */
    public String main() {
        return CommandLine.mainOf(words());
    }

    /** What its class path and its open files say that it holds. */
    public SeenLibraries libraries() {
        return process == null ? SeenLibraries.NONE : SeenLibraries.of(process, words());
    }

    /** Whether it was started with an agent of ours, which its environment may have named as well. */
    public boolean startedWithAgent() {
        List<String> options = process == null ? words() : process.options();
        return options.stream().anyMatch(word -> word.startsWith("-javaagent:") && word.contains("mcp-auth-fix"));
    }

    /** Whether somebody has attached to it before, so that it can be asked without a signal. */
    public boolean listens() {
        try {
            return process != null && process.isOurs(process.socket());
        } catch (AttachException gone) {
            return false;
        }
    }

    /** Whether it prints a warning of its own to its standard error when an agent comes; false where its version is not known. */
    public boolean warnsOfAgents() {
        return process != null && warnsOfAgents(process.javaVersion());
    }

    /**
     * The same of a JVM that has told its properties. It takes the flag for the operator's consent only where it stood on the
     * command line: JAVA_TOOL_OPTIONS does not silence it.
     */
    boolean warnsOfAgents(Map<String, String> properties) {
        return warnsOfAgents(properties.getOrDefault("java.specification.version", ""));
    }

    private boolean warnsOfAgents(String version) {
        String feature = version.split("[^0-9]", 2)[0];
        List<String> options = process == null ? words() : process.launcherOptions();
        return feature.length() > 1
                && feature.length() < 5
                && Integer.parseInt(feature) >= WARNING_SINCE
                && !options.contains("-XX:+" + DYNAMIC_LOADING);
    }

    /** Checks what forbids an attach, without one. */
    public void checkAttach(String jar) throws AttachException {
        SocketAttachment.checkPath(jar);
        if (process == null) {
            return;
        }
        new SocketAttachment(process).checkOpen();
        // The latter wins, and the environment's come first.
        List<String> options = process.options();
        if (options.lastIndexOf("-XX:-" + DYNAMIC_LOADING) > options.lastIndexOf("-XX:+" + DYNAMIC_LOADING)) {
            throw new AttachException(SocketAttachment.NO_AGENTS);
        }
        if (!Files.isReadable(process.inItsFileSystem(Path.of(jar)))) {
            throw new AttachException("The JVM does not see " + jar
                    + ": it has a file system of its own. Copy the jar to where it can read it,"
                    + " and name the place, as the JVM sees it, with --jar.");
        }
    }

    Attachment attachment() {
        return process == null ? new JdkAttachment(pid) : new SocketAttachment(process);
    }

    private List<String> words() {
        if (process != null) {
            return process.commandLine();
        }
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().arguments())
                .map(List::of)
                .orElse(List.of());
    }
}
