package dev.mcpauthfix.it.contract;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A response body that goes on until the client closes the connection, and tells when certain points are reached. */
final class EndlessBody {

    /** More than all buffers on the way together: to get here, somebody must be reading. */
    static final int MUCH = 32 * 1024 * 1024;

    private final CountDownLatch muchSent = new CountDownLatch(1);
    private final CountDownLatch givenUp = new CountDownLatch(1);

    void send(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, 0);
        byte[] chunk = new byte[64 * 1024];
        long sent = 0;
        try {
            OutputStream body = exchange.getResponseBody();
            while (!Thread.currentThread().isInterrupted()) {
                body.write(chunk);
                body.flush();
                sent += chunk.length;
                if (sent >= MUCH) {
                    muchSent.countDown();
                }
            }
        } finally {
            givenUp.countDown();
        }
    }

    /** Waits until somebody has read a lot of it. */
    void awaitMuchSent() throws InterruptedException {
        await(muchSent, "nobody reads the body");
    }

    /** Waits until the client has closed the connection. */
    void awaitGivenUp() throws InterruptedException {
        await(givenUp, "the connection stays open");
    }

    private static void await(CountDownLatch latch, String otherwise) throws InterruptedException {
        if (!latch.await(ContractJvm.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError(otherwise);
        }
    }
}
