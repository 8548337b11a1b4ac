package dev.mcpauthfix.it.contract;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import reactor.core.publisher.Mono;

/** How an application waits for a {@code Mono}. */
final class MonoRunning {

    private MonoRunning() {}

    /** Subscribes now, or when somebody waits where the call is to block. */
    static Caller.Running of(Call.Send send, Mono<Result> result, List<Integer> heads) {
        return send == Call.Send.BLOCKING ? new Blocking(result, heads) : new Async(result.toFuture(), heads);
    }

    /** {@code block}, on the thread that waits. */
    private record Blocking(Mono<Result> call, List<Integer> heads) implements Caller.Running {

        @Override
        public Result await() {
            try {
                return Objects.requireNonNull(call.block());
            } catch (RuntimeException failure) {
                return Result.failure(failure, heads);
            }
        }

        @Override
        public void cancel() {
            throw new UnsupportedOperationException("a blocking call is interrupted");
        }

        @Override
        public void cancelDependent() {
            cancel();
        }
    }

    /** {@code toFuture}. */
    private record Async(CompletableFuture<Result> future, List<Integer> heads) implements Caller.Running {

        @Override
        public Result await() throws InterruptedException {
            try {
                return future.get();
            } catch (ExecutionException failure) {
                return Result.failure(Objects.requireNonNull(failure.getCause()), heads);
            } catch (CancellationException cancelled) {
                return Result.failure(cancelled, heads);
            }
        }

        @Override
        public void cancel() {
            future.cancel(true);
        }

        @Override
        public void cancelDependent() {
            cancel();
        }
    }
}
