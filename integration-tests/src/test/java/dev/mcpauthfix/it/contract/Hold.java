package dev.mcpauthfix.it.contract;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps one request waiting at the server until the test lets it go on. */
final class Hold implements AutoCloseable {

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** Waits, in the test, until the request is there. */
    void awaitReached() throws InterruptedException {
        if (!reached.await(ContractJvm.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the request that was to be held never came");
        }
    }

    /** Lets the request go on. */
    void release() {
        released.countDown();
    }

    /** Waits, in the server. */
    void pass() {
        reached.countDown();
        try {
            released.await(ContractJvm.PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        release();
    }
}
