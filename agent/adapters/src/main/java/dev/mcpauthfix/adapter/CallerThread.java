package dev.mcpauthfix.adapter;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The thread on which a blocking library was called, while it waits: what the application's call needs is done on it and on no other,
 * as the library does it.
 */
public final class CallerThread implements Executor {

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** Waits, and meanwhile does what it is given. */
    public <R> R await(CompletableFuture<R> answer) throws InterruptedException, ExecutionException {
        var unused = answer.whenComplete((response, failure) -> execute(() -> {}));
        while (!answer.isDone()) {
            tasks.take().run();
        }
        return answer.get();
    }

    /**
     * Waits no longer than this.
     *
     * @param nanos the longest time in nanoseconds; a task that is being done is not ended by it
     */
    public <R> R await(CompletableFuture<R> answer, long nanos)
            throws InterruptedException, ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + nanos;
        var unused = answer.whenComplete((response, failure) -> execute(() -> {}));
        while (!answer.isDone()) {
            Runnable task = tasks.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (task == null) {
                throw new TimeoutException();
            }
            task.run();
        }
        return answer.get();
    }
}
