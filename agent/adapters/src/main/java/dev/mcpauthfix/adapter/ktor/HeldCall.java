package dev.mcpauthfix.adapter.ktor;

import dev.mcpauthfix.adapter.CallFailure;
import dev.mcpauthfix.adapter.ChallengedCall;
import dev.mcpauthfix.adapter.Host;
import io.ktor.client.call.HttpClientCall;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import kotlin.ResultKt;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.SafeContinuation;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import kotlinx.coroutines.DisposableHandle;
import kotlinx.coroutines.Job;
import org.jspecify.annotations.Nullable;

/**
 * Stands where the application's suspended call waits for the response. The application is resumed once, by the answer or by the
 * end of its own job or its request's, whichever comes first.
 */
final class HeldCall implements Continuation<Object> {

    private final Host host;
    private final Hop hop;
    private final Continuation<Object> application;
    private final AtomicBoolean resumed = new AtomicBoolean();
    private volatile @Nullable Continuation<Object> waiting;

    HeldCall(Host host, Hop hop, Continuation<Object> application) {
        this.host = host;
        this.hop = hop;
        this.application = application;
    }

    @Override
    public CoroutineContext getContext() {
        return application.getContext();
    }

    @Override
    public void resumeWith(Object result) {
        CompletableFuture<HttpClientCall> answer = answer(result);
        if (answer == null) {
            resume(result);
        } else {
            resumeBy(answer);
        }
    }

    /** A pipeline that never suspended returns its result, which the application then gets at once or by a later resumption. */
    @Nullable
    Object returned(@Nullable Object result) {
        CompletableFuture<HttpClientCall> answer = answer(result);
        if (answer == null) {
            return result;
        }
        if (answer.isDone() && !answer.isCompletedExceptionally()) {
            return answer.join();
        }
        // The answer may come before this returns, and a coroutine must not be resumed before it has suspended.
        SafeContinuation<Object> suspending = new SafeContinuation<>(IntrinsicsKt.intercepted(application));
        waiting = suspending;
        resumeBy(answer);
        try {
            return suspending.getOrThrow();
        } catch (Throwable cancelled) {
            throw new CallFailure(cancelled);
        }
    }

    /** What becomes of a challenge; null for all else, which is a response, a failure, or that the pipeline has suspended. */
    private @Nullable CompletableFuture<HttpClientCall> answer(@Nullable Object result) {
        if (!(result instanceof HttpClientCall first)) {
            return null;
        }
        try {
            ChallengedCall<HttpClientCall> challenged =
                    new ChallengedCall<>(host, new Replays(host, hop, first, application.getContext()));
            return challenged.isSettled(hop.mcp(), first)
                    ? null
                    : challenged.answer(ClientNetwork.through(first, hop), first);
        } catch (RuntimeException | LinkageError fault) {
            host.fault("holding a response of Ktor back", fault);
            return null;
        }
    }

    private void resumeBy(CompletableFuture<HttpClientCall> answer) {
        var unused = answer.whenComplete((response, failure) ->
                resume(failure == null || response != null ? response : ResultKt.createFailure(unwrapped(failure))));
        resumeAtEndOf(hop.request().getExecutionContext(), answer);
        resumeAtEndOf(application.getContext().get(Job.Key), answer);
    }

    /** The library's own waiting ends so: with the exception of whichever job is cancelled, by the caller or by a timeout. */
    private void resumeAtEndOf(@Nullable Job job, CompletableFuture<HttpClientCall> answer) {
        if (job == null) {
            return;
        }
        DisposableHandle handle = job.invokeOnCompletion(true, true, cause -> {
            if (cause != null) {
                resume(ResultKt.createFailure(job.getCancellationException()));
            }
            return Unit.INSTANCE;
        });
        var unused = answer.whenComplete((response, failure) -> handle.dispose());
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Through the application's own dispatcher. */
    private void resume(Object result) {
        if (resumed.compareAndSet(false, true)) {
            Continuation<Object> suspending = waiting;
            (suspending == null ? IntrinsicsKt.intercepted(application) : suspending).resumeWith(result);
        }
    }
}
