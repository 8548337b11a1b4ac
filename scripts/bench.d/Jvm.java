import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the JVMs that are measured. */
final class Jvm {

    private final Path jdk;
    private final Path work;

    Jvm(Path jdk, Path work) {
        this.jdk = jdk;
        this.work = work;
    }

    private List<String> command(List<String> options, String main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(jdk.resolve("bin/java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", work.resolve("classes").toString(), main));
        command.addAll(arguments);
        return command;
    }

    /**
     * Runs a JVM to its end and answers the CPU milliseconds, user and system, of the whole process.
     *
     * <p>The measuring is bash's: its {@code time} reads {@code getrusage} of the ended child, exact to the microsecond and
     * shown to the millisecond. {@code ProcessHandle} counts in clock ticks of 10 ms and knows nothing once a process has
     * ended; {@code /usr/bin/time} rounds to 10 ms and is not installed everywhere.
     */
    double cpuMillis(List<String> options, String main, List<String> arguments) throws IOException, InterruptedException {
        Path output = work.resolve("output");
        // Standard output must stay empty in any case, standard error where no HTTP client is loaded.
        String redirects = main.equals("Hello") ? ">\"$0\" 2>&1" : ">\"$0\" 2>/dev/null";
        List<String> timed = new ArrayList<>(
                List.of("bash", "-c", "TIMEFORMAT='%3U %3S'; time \"$@\" " + redirects, output.toString()));
        timed.addAll(command(options, main, arguments));
        Process process = new ProcessBuilder(timed).start();
        String times = new String(process.getErrorStream().readAllBytes()).strip();
        int exitCode = process.waitFor();
        String printed = Files.readString(output);
        if (exitCode != 0 || !printed.isEmpty()) {
            throw new IllegalStateException(main + " " + options + " ended with " + exitCode
                    + " and should have printed nothing, but printed:\n" + printed);
        }
        int space = times.indexOf(' ');
        return 1000 * (Double.parseDouble(times.substring(0, space)) + Double.parseDouble(times.substring(space + 1)));
    }

    /** Starts a JVM that stays, and is talked to in lines. */
    Conversation converse(List<String> options, String main, List<String> arguments) throws IOException {
        return new Conversation(new ProcessBuilder(command(options, main, arguments))
                .redirectError(Redirect.INHERIT)
                .start());
    }

    /** A running JVM; closing it ends its standard input, and with it the JVM. */
    static final class Conversation implements AutoCloseable {

        private final Process process;
        private final PrintStream in;
        private final BufferedReader out;

        private Conversation(Process process) {
            this.process = process;
            this.in = new PrintStream(process.getOutputStream(), true);
            this.out = new BufferedReader(new InputStreamReader(process.getInputStream()));
        }

        String hear() throws IOException {
            String line = out.readLine();
            if (line == null) {
                throw new IOException("the JVM ended early: " + process.info().commandLine().orElse("?"));
            }
            return line;
        }

        String ask(String line) throws IOException {
            in.println(line);
            return hear();
        }

        @Override
        public void close() {
            in.close();
            process.onExit().join();
        }
    }
}
