package dev.mcpauthfix.cli.jvm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A JVM of this user, named by its process identifier. Nothing of its files is ever run, and no other process is touched. */
public final class TargetJvm {

    private final long pid;

    private TargetJvm(long pid) {
        this.pid = pid;
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
        Optional<ProcessHandle> handle = ProcessHandle.of(pid);
        if (handle.isEmpty() || !handle.get().isAlive()) {
            throw new AttachException(
                    "There is no process " + pid + " here. The command list shows the JVMs of this user; a container"
                            + " has numbers of its own, so run the command inside it or use the number outside.");
        }
        if (!LinuxProcess.isKnownHere()) {
            return new TargetJvm(pid);
        }
        LinuxProcess process = new LinuxProcess(pid);
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
        return new TargetJvm(pid);
    }

    /** The JVMs of this user, this one left out. */
    public static List<TargetJvm> all() {
        List<TargetJvm> jvms = new ArrayList<>();
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            for (ProcessHandle process : processes.toList()) {
                try {
                    TargetJvm jvm = of(process.pid());
                    if (LinuxProcess.isKnownHere() || jvm.looksLikeJava()) {
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
        return LinuxProcess.isKnownHere() ? SeenLibraries.of(new LinuxProcess(pid), words()) : SeenLibraries.NONE;
    }

    /** Whether it was started with an agent of ours. */
    public boolean startedWithAgent() {
        return words().stream().anyMatch(word -> word.startsWith("-javaagent:") && word.contains("mcp-auth-fix"));
    }

    /** Whether somebody has attached to it before, so that it can be asked without a signal. */
    public boolean listens() {
        try {
            LinuxProcess process = new LinuxProcess(pid);
            return LinuxProcess.isKnownHere() && process.isOurs(process.socket());
        } catch (AttachException gone) {
            return false;
        }
    }

    /** Checks what forbids an attach, without one. */
    public void checkAttach(String jar) throws AttachException {
        if (!LinuxProcess.isKnownHere()) {
            return;
        }
        LinuxProcess process = new LinuxProcess(pid);
        if (!listens()) {
            process.checkMayBeAsked();
        }
        if (!Files.isReadable(process.inItsFileSystem(Path.of(jar)))) {
            throw new AttachException("The JVM does not see " + jar
                    + ": it has a file system of its own. Copy the jar to where it can read it,"
                    + " and name the place, as the JVM sees it, with --jar.");
        }
    }

    Attachment attachment() {
        return LinuxProcess.isKnownHere() ? new SocketAttachment(new LinuxProcess(pid)) : new JdkAttachment(pid);
    }

    private List<String> words() {
        if (LinuxProcess.isKnownHere()) {
            return new LinuxProcess(pid).commandLine();
        }
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().arguments())
                .map(List::of)
                .orElse(List.of());
    }
}
