package dev.mcpauthfix.cli;

import dev.mcpauthfix.runtime.probe.ProbeArguments;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where the doctor looks from, or what it does besides looking: a login needs this terminal, and so excludes another JVM. */
final class DoctorExtras {

    @ArgGroup(exclusive = false)
    private @Nullable Inside inside;

    @Option(names = "--login", description = "logs in too, keeps the token as the command login does, and asks with it")
    private boolean login;

    /** Another JVM. */
    static final class Inside {
        @Option(
                names = "--in",
                required = true,
                paramLabel = "<pid>",
                description = "looks from inside a running JVM, with its name service, proxy and trust store")
        private long pid;

        @Option(
                names = "--jar",
                paramLabel = "<path>",
                description = "this jar as that JVM sees it, where it has a file system of its own, as in a container")
        private @Nullable Path jar;
    }

    boolean logsIn() {
        return login;
    }

    /** Whether it looks from another JVM. */
    boolean isInside() {
        return inside != null;
    }

    /**
     * What is wrong with looking from another JVM as it is wanted, one line; null for nothing.
     *
     * @param limitSeconds for everything together
     * @param settings whether settings are given, which that JVM is not told
     */
    @Nullable
    String mistake(int limitSeconds, boolean settings) {
        if (inside == null) {
            return null;
        }
        if (inside.pid < 1) {
            return "--in " + inside.pid
                    + " names no JVM; expected the process identifier of one, as the command list shows it";
        }
        if (settings) {
            return "--set has no effect inside another JVM, which is not told any setting; expected --in without --set";
        }
        return limitSeconds > ProbeArguments.MOST_SECONDS
                ? "a limit of " + limitSeconds
                        + " s is not possible inside another JVM, to which nobody else can attach"
                        + " meanwhile; expected --timeout 1 to " + ProbeArguments.MOST_SECONDS
                : null;
    }

    /** The process identifier of the JVM to look from, 0 for this one. */
    long pid() {
        return inside == null ? 0 : inside.pid;
    }

    /** The path of this jar that the other JVM is told. */
    String jar() {
        Path given = inside == null || inside.jar == null ? null : inside.jar;
        return given == null
                ? Path.of(System.getProperty("java.class.path", ""))
                        .toAbsolutePath()
                        .toString()
                : given.toString();
    }
}
