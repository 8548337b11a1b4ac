package dev.mcpauthfix.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecoveryThreadsTest {

    private final RecoveryThreads threads = new RecoveryThreads(2);
    private final CountDownLatch over = new CountDownLatch(1);

    @Test
    void refusesMoreThanItsLimitUntilOneIsOver() throws Exception {
        CountDownLatch ended = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            threads.execute(() -> {
                await(over);
                ended.countDown();
            });
        }
        assertThatThrownBy(() -> threads.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);

        over.countDown();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(eventuallyTakes()).isTrue();
    }

    /** What the JDK starts on such a thread inherits its class loader, and may outlive the agent. */
    @Test
    void showsNeitherTheApplicationsNorOurOwnClassLoader() throws Exception {
        CompletableFuture<ClassLoader> seen = new CompletableFuture<>();

        threads.execute(() -> seen.complete(Thread.currentThread().getContextClassLoader()));

        assertThat(seen.get(10, TimeUnit.SECONDS)).isSameAs(ClassLoader.getPlatformClassLoader());
    }

    /** A thread gives its place back just after its task ended. */
    private boolean eventuallyTakes() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < end) {
            try {
                threads.execute(() -> {});
                return true;
            } catch (RejectedExecutionException notYet) {
                Thread.onSpinWait();
            }
        }
        return false;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
