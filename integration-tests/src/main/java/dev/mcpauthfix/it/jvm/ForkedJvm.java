package dev.mcpauthfix.it.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A {@code java} command to be run in a process of its own. Each method adds to the command. */
public final class ForkedJvm {

    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private boolean errorStreamInherited;

    private ForkedJvm(Path javaHome) {
        command.add(javaHome.resolve("bin").resolve("java").toString());
    }

    /** Starts a command with the {@code java} of this JDK. */
    public static ForkedJvm of(Path javaHome) {
        return new ForkedJvm(javaHome);
    }

    /** Starts a command with the {@code java} that runs us. */
    public static ForkedJvm ofThisJdk() {
        return of(Path.of(System.getProperty("java.home")));
    }

    public ForkedJvm with(String... arguments) {
        command.addAll(List.of(arguments));
        return this;
    }

    public ForkedJvm environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Lets the error stream through to ours, for a person who must act on it; the result then has none. */
    public ForkedJvm errorStreamInherited() {
        this.errorStreamInherited = true;
        return this;
    }

    /** The arguments after {@code java}. */
    public List<String> arguments() {
        return List.copyOf(command.subList(1, command.size()));
    }

    /** Runs the command to its end, or kills it when the limit is over. */
    public JvmResult run(Duration limit) throws IOException, InterruptedException {
        Path out = Files.createTempFile("stdout", ".txt");
        Path err = Files.createTempFile("stderr", ".txt");
        try {
            long start = System.nanoTime();
            Process process = start(out, err);
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new JvmResult(process.exitValue(), read(out), read(err), !ended, took);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Starts the command to be talked to: the process's own streams are its three. */
    public Process start() throws IOException {
        return builder().start();
    }

    /** Starts the command to be talked to, with its error stream in a file. */
    public Process startWithErrorsIn(Path stderr) throws IOException {
        return builder().redirectError(stderr.toFile()).start();
    }

    /** Starts the command with both output streams in one file; its standard input is the process's. */
    public Process start(Path output) throws IOException {
        return builder()
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private Process start(Path out, Path err) throws IOException {
        ProcessBuilder builder = builder().redirectOutput(out.toFile());
        if (errorStreamInherited) {
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        } else {
            builder.redirectError(err.toFile());
        }
        return builder.start();
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(command);
        // What our own JVM is told is not for the client under test.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().putAll(environment);
        return builder;
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
