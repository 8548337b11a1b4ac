package dev.mcpauthfix.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A thread for each task and none in between: a pool would keep threads in an application that is not to be healed. So many at
 * most, for each may wait for a person or for a slow server; a call beyond them gets its own response (attack S16).
 */
final class RecoveryThreads implements Executor {

    /** For all of them together: one that reads from a slow server ends by its own deadline. */
    private static final int MOST_MILLIS_TO_END = 1000;

    private final Semaphore free;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    RecoveryThreads(int most) {
        this.free = new Semaphore(most);
    }

    /** Ends those that run, and starts no more; a call that waits for one gets its own response. */
    void stop() {
        stopped = true;
        running.forEach(Thread::interrupt);
        try {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOST_MILLIS_TO_END);
            for (Thread thread : running) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left > 0) {
                    thread.join(left);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void execute(Runnable task) {
        if (stopped) {
            throw new RejectedExecutionException("the agent has been taken out of this JVM");
        }
        if (!free.tryAcquire()) {
            throw new RejectedExecutionException("too many recoveries are under way");
        }
        boolean started = false;
        try {
            start(task);
            started = true;
        } finally {
            if (!started) {
                free.release();
            }
        }
    }

    /**
     * Nothing of the application's thread goes along: its thread locals and class loader are not ours to hold. Nor does the core's loader:
     * what the JDK starts meanwhile inherits it, such as Java 17's reaper of processes, which waits a minute for the next one. After a
     * detach the loader would stay so long, and for good where the application starts processes too.
     */
    private void start(Runnable task) {
        Thread thread = new Thread(null, () -> run(task), "mcp-auth-fix", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        thread.start();
    }

    private void run(Runnable task) {
        running.add(Thread.currentThread());
        try {
            if (stopped) {
                // It was on its way when the others were ended.
                Thread.currentThread().interrupt();
            }
            task.run();
        } finally {
            running.remove(Thread.currentThread());
            free.release();
        }
    }
}
