package dev.mcpauthfix.adapter.javanethttp;

import java.util.concurrent.CompletableFuture;

/** The future the application gets: as with the JDK's own, cancelling it or a dependent of it reaches the wire. */
final class AnswerFuture<V> extends CompletableFuture<V> {

    private final ChallengedExchange<?> exchange;

    AnswerFuture(ChallengedExchange<?> exchange) {
        this.exchange = exchange;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean reached = mayInterruptIfRunning && !isDone();
        if (reached) {
            // In the JDK's order: what ends the exchange is what the future reports.
            exchange.cancel();
        }
        return super.cancel(mayInterruptIfRunning) || reached;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new AnswerFuture<>(exchange);
    }
}
