package dev.mcpauthfix.runtime;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * A thread for each task and none in between: a pool would keep threads in an application that is not to be healed. So many at
 * most, for each may wait for a person or for a slow server; a call beyond them gets its own response (attack S16).
 */
final class RecoveryThreads implements Executor {

    private final Semaphore free;

    RecoveryThreads(int most) {
        this.free = new Semaphore(most);
    }

    @Override
    public void execute(Runnable task) {
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

    /** Nothing of the application's thread goes along: its thread locals and class loader are not ours to hold. */
    private void start(Runnable task) {
        Thread thread = new Thread(null, () -> run(task), "mcp-auth-fix", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(RecoveryThreads.class.getClassLoader());
        thread.start();
    }

    private void run(Runnable task) {
        try {
            task.run();
        } finally {
            free.release();
        }
    }
}
