package dev.mcpauthfix.it.contract;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** A body that can be read once. */
final class OneShotStream implements ReadStream<Buffer> {

    private final Buffer content;
    private @Nullable Handler<Buffer> reader;
    private @Nullable Handler<Void> end;
    private long demand = Long.MAX_VALUE;
    private boolean read;

    OneShotStream(Buffer content) {
        this.content = content;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        reader = handler;
        flow();
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        demand = 0;
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        demand = amount;
        flow();
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        end = handler;
        return this;
    }

    private void flow() {
        Handler<Buffer> handler = reader;
        if (handler != null && demand > 0 && !read) {
            read = true;
            handler.handle(content);
            Vertx.currentContext().runOnContext(later -> {
                Handler<Void> last = end;
                if (last != null) {
                    last.handle(null);
                }
            });
        }
    }
}
