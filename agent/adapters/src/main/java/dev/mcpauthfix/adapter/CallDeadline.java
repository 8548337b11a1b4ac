package dev.mcpauthfix.adapter;

import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an application allowed for a call of {@code java.net.http}, counted from when this is made. The JDK's own timer stops when the
 * head of a response comes, and so with the refusal.
 */
public final class CallDeadline {

    private final long startedNanos = System.nanoTime();
    private final @Nullable Duration timeout;

    /** Takes the application's limit, null for none. */
    public CallDeadline(@Nullable Duration timeout) {
        this.timeout = timeout;
    }

    /** What is left of it, at least one nanosecond; null for no limit. */
    public @Nullable Duration remaining() {
        if (timeout == null) {
            return null;
        }
        Duration left = timeout.minusNanos(System.nanoTime() - startedNanos);
        return left.isNegative() || left.isZero() ? Duration.ofNanos(1) : left;
    }

    /** Fails the application's answer as the JDK would when the time is up, and then gives up what is on the wire. */
    public void endAt(CompletableFuture<?> answer, Runnable givingUp, Executor executor) {
        Duration remaining = remaining();
        if (remaining == null) {
            return;
        }
        CompletableFuture<Boolean> timer =
                new CompletableFuture<Boolean>().completeOnTimeout(true, remaining.toNanos(), TimeUnit.NANOSECONDS);
        var unused = timer.thenAcceptAsync(
                expired -> {
                    if (answer.completeExceptionally(new HttpTimeoutException("request timed out"))) {
                        givingUp.run();
                    }
                },
                executor);
        var unusedToo = answer.whenComplete((received, failure) -> timer.cancel(false));
    }
}
