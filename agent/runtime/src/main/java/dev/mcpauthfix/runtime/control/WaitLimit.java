package dev.mcpauthfix.runtime.control;

import dev.mcpauthfix.engine.Decision;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets no call of the application wait for a decision longer than the settings allow. Its thread is there while a call waits. */
public final class WaitLimit implements AutoCloseable {

    private static final long SECONDS_TO_LINGER = 1;

    private @Nullable ScheduledThreadPoolExecutor timer;
    private boolean closed;

    /**
     * Answers a stage that completes with the other, or after the time with a decision to give the 401 back; the other goes on.
     *
     * @param most null for as long as it takes
     */
    CompletionStage<Decision> within(@Nullable Duration most, CompletionStage<Decision> decision) {
        return most == null
                ? decision
                : within(
                        most,
                        decision,
                        new Decision.PassThrough("budget.wait=" + most.toSeconds()
                                + " is over; the agent goes on, and the next call may find the token"));
    }

    /**
     * Answers a stage that completes with the other, or after the time with something else; the other goes on.
     *
     * @param most null for as long as it takes
     */
    <T> CompletionStage<T> within(@Nullable Duration most, CompletionStage<T> decision, T otherwise) {
        if (most == null || decision.toCompletableFuture().isDone()) {
            return decision;
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        Future<?> end = schedule(() -> answer.complete(otherwise), most);
        if (end == null) {
            return decision;
        }
        var unused = decision.whenComplete((made, fault) -> {
            end.cancel(false);
            if (fault == null) {
                answer.complete(made);
            } else {
                answer.completeExceptionally(fault);
            }
        });
        return answer;
    }

    private synchronized @Nullable Future<?> schedule(Runnable end, Duration after) {
        if (closed) {
            return null;
        }
        ScheduledThreadPoolExecutor running = timer;
        if (running == null) {
            running = new ScheduledThreadPoolExecutor(1, WaitLimit::thread);
            running.setRemoveOnCancelPolicy(true);
            running.setKeepAliveTime(SECONDS_TO_LINGER, TimeUnit.SECONDS);
            running.allowCoreThreadTimeOut(true);
            timer = running;
        }
        return running.schedule(end, after.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(null, task, "mcp-auth-fix-wait", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        return thread;
    }

    /** Ends the thread; whoever still waits waits for the decision itself, which comes when the recoveries are ended. */
    @Override
    public synchronized void close() {
        closed = true;
        if (timer != null) {
            var unused = timer.shutdownNow();
        }
    }
}
