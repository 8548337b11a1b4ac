package dev.mcpauthfix.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run at a time, shared by all who ask while it lasts. */
final class SingleFlight {

    private final Executor executor;
    private final Function<Throwable, Decision> onFault;
    private @Nullable CompletableFuture<Decision> flight;

    /**
     * @param onFault what a run that throws comes to
     */
    SingleFlight(Executor executor, Function<Throwable, Decision> onFault) {
        this.executor = executor;
        this.onFault = onFault;
    }

    /** Joins the run under way, or starts this one. The future is shared: derive from it, do not hand it out. */
    CompletableFuture<Decision> join(Supplier<Decision> run) {
        CompletableFuture<Decision> mine = new CompletableFuture<>();
        synchronized (this) {
            if (flight != null) {
                return flight;
            }
            flight = mine;
        }
        try {
            executor.execute(() -> land(mine, run));
        } catch (RejectedExecutionException full) {
            // A limit that we have set ourselves (attack S16), or the agent is on its way out: no fault.
            complete(mine, new Decision.PassThrough(String.valueOf(full.getMessage())));
        }
        return mine;
    }

    private void land(CompletableFuture<Decision> mine, Supplier<Decision> run) {
        Decision decision;
        try {
            decision = run.get();
        } catch (Throwable fault) {
            decision = onFault.apply(fault);
        }
        complete(mine, decision);
    }

    private void complete(CompletableFuture<Decision> mine, Decision decision) {
        // First make room, then tell: who hears of the end and asks again must not join the past.
        synchronized (this) {
            flight = null;
        }
        mine.complete(decision);
    }
}
