package dev.mcpauthfix.adapter.websocket;

import java.util.concurrent.CompletableFuture;

/** The future the application gets: as with the JDK's own, cancelling it or a dependent of it reaches the wire. */
final class OpeningFuture<V> extends CompletableFuture<V> {

    private final Handshake handshake;

    OpeningFuture(Handshake handshake) {
        this.handshake = handshake;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean reached = mayInterruptIfRunning && !isDone();
        if (reached) {
            handshake.cancel();
        }
        return super.cancel(mayInterruptIfRunning) || reached;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new OpeningFuture<>(handshake);
    }
}
