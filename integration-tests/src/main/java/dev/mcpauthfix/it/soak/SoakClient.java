package dev.mcpauthfix.it.soak;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/**
 * An application whose threads send MCP requests until its standard input ends. It prints a line for each request that was not
 * answered 200, and one with its sums at the end.
 */
final class SoakClient {

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static final Duration PACE = Duration.ofMillis(50);

    private SoakClient() {}

    public static void main(String[] args) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(args[0]))
                .header("Accept", "application/json, text/event-stream")
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofString(PING))
                .build();
        LongAdder answered = new LongAdder();
        CountDownLatch outcome = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
            Thread thread = new Thread(() -> send(client, request, answered, outcome), "soak-" + i);
            thread.start();
            threads.add(thread);
        }
        int unused = System.in.read();
        // On a busy machine the end may come before the first answer, of which there is something to tell.
        outcome.await();
        for (Thread thread : threads) {
            thread.interrupt();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("answered " + answered.sum());
        // A JVM that ends in the middle of a refresh takes the new refresh token with it: first nobody may need it any
        // more.
        while (System.in.read() >= 0) {
            // Only its end says something.
        }
    }

    private static void send(HttpClient client, HttpRequest request, LongAdder answered, CountDownLatch outcome) {
        try {
            while (true) {
                int status = client.send(request, BodyHandlers.discarding()).statusCode();
                if (status == 200) {
                    answered.increment();
                } else {
                    System.out.println("refused " + status);
                }
                outcome.countDown();
                Thread.sleep(PACE.toMillis());
            }
        } catch (InterruptedException over) {
            // The end.
        } catch (Exception failed) {
            System.out.println("failed " + failed);
            outcome.countDown();
        }
    }
}
