package dev.mcpauthfix.it.hotfix;

import com.sun.tools.attach.VirtualMachine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Attaches by the JDK's own means, many times in a row, and looks into the other JVM by its own tool. */
final class Attacher implements AutoCloseable {

    private static final String CORE_LOADER = "dev.mcpauthfix.shim.CoreLoader";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    private final VirtualMachine machine;
    private final Path home;
    private int orders;

    /** Attaches to a JVM that runs on this JDK. */
    Attacher(long pid, Path jdk) throws Exception {
        this.machine = VirtualMachine.attach(Long.toString(pid));
        this.home = jdk;
    }

    /** Loads a Java agent. */
    void load(Path jar, String arguments) throws Exception {
        machine.loadAgent(jar.toString(), arguments);
    }

    /** Loads our agent with an order; the answer. */
    String order(String order) throws Exception {
        String id = Integer.toString(++orders);
        load(Cli.jar(), order + ",answer=" + id);
        return machine.getSystemProperties().getProperty("mcpauthfix.answer." + id, "");
    }

    /** A system property of the other JVM, null for none. */
    @Nullable
    String property(String name) throws Exception {
        return machine.getSystemProperties().getProperty(name);
    }

    /** How many instances of a class there are, after a garbage collection. */
    private int instances(String className) throws Exception {
        Matcher row = Pattern.compile(
                        "^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+" + Pattern.quote(className) + "\\b", Pattern.MULTILINE)
                .matcher(jcmd("GC.class_histogram"));
        return row.find() ? Integer.parseInt(row.group(1)) : 0;
    }

    /**
     * Collects garbage until so few of our core's class loaders are left; answers how many that are in the end. A client of the JDK's that
     * nobody uses any more notices it within three seconds, and holds its last exchanges until then.
     */
    int coreLoaders(int expected) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        int left = instances(CORE_LOADER);
        while (left > expected && System.nanoTime() < deadline) {
            left = instances(CORE_LOADER);
        }
        return left;
    }

    /** The names of our threads that there are. */
    List<String> ourThreads() throws Exception {
        return jcmd("Thread.print")
                .lines()
                .filter(line -> line.startsWith("\"mcp-auth-fix"))
                .toList();
    }

    /** What lives on the heap after a garbage collection, in bytes. */
    long heap() throws Exception {
        return number(TOTAL, jcmd("GC.class_histogram"));
    }

    private static long number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return Long.parseLong(found.group(1));
    }

    private String jcmd(String command) throws Exception {
        Process process = new ProcessBuilder(home.resolve("bin/jcmd").toString(), machine.id(), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        return said;
    }

    @Override
    public void close() throws Exception {
        machine.detach();
    }
}
