package dev.mcpauthfix.it.contract;

import dev.mcpauthfix.it.jvm.ForkedJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A forked JVM that runs {@link ContractProgram}, and all it ever wrote. */
final class ContractJvm implements AutoCloseable {

    static final long PATIENCE_SECONDS = 60;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;
    private final HttpStack stack;
    private final PrintStream in;
    private final Lines stdout = new Lines();
    private final Lines stderr = new Lines();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, CompletableFuture<Result>> open = new ConcurrentHashMap<>();

    private ContractJvm(Process process, HttpStack stack) {
        this.process = process;
        this.stack = stack;
        this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Starts it; the command so far is everything before the program's arguments. */
    static ContractJvm start(ForkedJvm command, HttpStack stack) throws IOException {
        ContractJvm jvm = new ContractJvm(command.with(stack.caller().getName()).start(), stack);
        read("stdout", jvm.process.getInputStream(), jvm::answered);
        read("stderr", jvm.process.getErrorStream(), jvm.stderr::add);
        return jvm;
    }

    /** A call under way in the forked JVM. */
    final class Remote {

        private final String id;
        private final CompletableFuture<Result> result;

        private Remote(String id, CompletableFuture<Result> result) {
            this.id = id;
            this.result = result;
        }

        Result result() throws Exception {
            try {
                return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException late) {
                throw new AssertionError("no outcome of call " + id + "\n" + stderr, late);
            }
        }

        boolean isDone() {
            return result.isDone();
        }

        void cancel() {
            order(new Order(Order.Action.CANCEL, id, null));
        }

        void cancelDependent() {
            order(new Order(Order.Action.CANCEL_DEPENDENT, id, null));
        }

        void interrupt() {
            order(new Order(Order.Action.INTERRUPT, id, null));
        }
    }

    Remote begin(Call call) {
        String id = String.valueOf(numbers.incrementAndGet());
        CompletableFuture<Result> result = new CompletableFuture<>();
        open.put(id, result);
        order(new Order(Order.Action.BEGIN, id, stack.adapt(call)));
        return new Remote(id, result);
    }

    Result call(Call call) throws Exception {
        return begin(call).result();
    }

    /** Its process identifier. */
    long pid() {
        return process.pid();
    }

    /** Everything on standard output. */
    List<String> stdout() {
        return stdout.all();
    }

    /** Everything on the error stream. */
    List<String> stderr() {
        return stderr.all();
    }

    /** Waits until the agent has said this. */
    void awaitOnErrorStream(String text) throws InterruptedException {
        stderr.await(text);
    }

    @Override
    public void close() {
        in.close();
        try {
            process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } finally {
            process.destroyForcibly();
        }
    }

    private void order(Order order) {
        String line = JSON.writeValueAsString(order);
        synchronized (in) {
            in.println(line);
        }
    }

    private void answered(String line) {
        stdout.add(line);
        try {
            Order.Answer answer = JSON.readValue(line, Order.Answer.class);
            CompletableFuture<Result> waiting = open.remove(answer.id());
            if (waiting != null) {
                waiting.complete(answer.result());
            }
        } catch (JacksonException foreign) {
            // Stays among the lines, where the test of standard output finds it.
            stderr.add("not the program's: " + line);
        }
    }

    private static void read(String name, InputStream stream, Consumer<String> sink) {
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader lines =
                            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            sink.accept(line);
                        }
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                },
                name);
        reader.setDaemon(true);
        reader.start();
    }

    /** Lines that can be waited for. */
    private static final class Lines {

        private final List<String> lines = new ArrayList<>();

        synchronized void add(String line) {
            lines.add(line);
            notifyAll();
        }

        synchronized List<String> all() {
            return List.copyOf(lines);
        }

        synchronized void await(String text) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (lines.stream().noneMatch(line -> line.contains(text))) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError("never said: " + text + "\n" + this);
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        }

        @Override
        public synchronized String toString() {
            return String.join("\n", lines);
        }
    }
}
