package dev.mcpauthfix.it.contract;

import dev.mcpauthfix.it.contract.Order.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * The application under the contract: {@code java ContractProgram <caller class>}. Reads one {@link Order} a line, prints one
 * {@link Answer} a line, and nothing else, until its input ends.
 */
public final class ContractProgram {

    private record Begun(Caller.Running running, Thread waiting) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Map<String, Begun> begun = new ConcurrentHashMap<>();
    private final Caller caller;

    private ContractProgram(Caller caller) {
        this.caller = caller;
    }

    /** Runs until standard input ends. */
    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        Caller caller = Class.forName(args[0])
                .asSubclass(Caller.class)
                .getDeclaredConstructor()
                .newInstance();
        new ContractProgram(caller).run(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    }

    private void run(BufferedReader in) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Order order = JSON.readValue(line, Order.class);
            Call call = order.call();
            Begun known = begun.get(order.id());
            if (call != null) {
                begin(order.id(), caller.start(call));
            } else if (known != null) {
                disturb(known, order.action());
            }
        }
        // Calls that nobody waits for any more must not keep the JVM.
        System.exit(0);
    }

    private void begin(String id, Caller.Running running) {
        Thread waiting = new Thread(() -> print(id, outcome(running)), "call " + id);
        begun.put(id, new Begun(running, waiting));
        waiting.start();
    }

    private static void disturb(Begun call, Order.Action action) {
        switch (action) {
            case CANCEL -> call.running().cancel();
            case CANCEL_DEPENDENT -> call.running().cancelDependent();
            case INTERRUPT -> call.waiting().interrupt();
            case BEGIN -> throw new IllegalArgumentException("a call begins once");
        }
    }

    private static Result outcome(Caller.Running running) {
        try {
            return running.await();
        } catch (InterruptedException | RuntimeException failure) {
            return Result.failure(failure, List.of());
        }
    }

    private void print(String id, Result result) {
        String line = JSON.writeValueAsString(new Answer(id, result));
        synchronized (out) {
            out.println(line);
        }
        begun.remove(id);
    }
}
