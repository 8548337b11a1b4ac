package dev.mcpauthfix.it.hotfix;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The sample client in a JVM that has other work: fifty GETs a second by the same HTTP library. {@code connect} on standard input lets the
 * client connect once more, {@code call} makes one of the other calls at once, {@code traffic} prints how they went since the last time,
 * {@code metaspace} what that holds after a garbage collection.
 *
 * <p>Arguments: the MCP server's URL, the URL of the other traffic.
 */
final class Patient {

    private static final int MILLIS_BETWEEN_CALLS = 20;

    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final AtomicInteger ERRORS = new AtomicInteger();
    private static final AtomicLong SLOWEST = new AtomicLong();

    private Patient() {}

    public static void main(String[] args) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(args[1])).build();
        var unused = Executors.newScheduledThreadPool(4, Patient::daemon)
                .scheduleAtFixedRate(() -> call(client, request), 0, MILLIS_BETWEEN_CALLS, TimeUnit.MILLISECONDS);

        PipedOutputStream lines = new PipedOutputStream();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.setIn(new PipedInputStream(lines));
        Thread patient = daemon(() -> connect(args[0]));
        patient.start();
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            if (order.equals("connect")) {
                lines.write('\n');
                lines.flush();
            } else if (order.equals("call")) {
                call(client, request);
                System.out.println("called");
            } else if (order.equals("metaspace")) {
                System.out.println(metaspace());
            } else {
                System.out.println(CALLS.getAndSet(0) + " calls, " + ERRORS.getAndSet(0) + " errors, slowest "
                        + TimeUnit.NANOSECONDS.toMillis(SLOWEST.getAndSet(0)) + " ms");
            }
        }
    }

    private static long metaspace() {
        System.gc();
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getName().equals("Metaspace")) {
                return pool.getUsage().getUsed();
            }
        }
        return -1;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    private static void connect(String url) {
        try {
            Class.forName("dev.mcpauthfix.sample.SampleClient")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[] {"--each-line", url});
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void call(HttpClient client, HttpRequest request) {
        long start = System.nanoTime();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
            if (status != 200) {
                ERRORS.incrementAndGet();
            }
        } catch (Exception | LinkageError failure) {
            ERRORS.incrementAndGet();
        }
        CALLS.incrementAndGet();
        SLOWEST.accumulateAndGet(System.nanoTime() - start, Math::max);
    }
}
