package dev.mcpauthfix.adapter.vertx;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.concurrent.CancellationException;

/** Reads what is left of a paused response that nobody gets, so that its connection is free again: not much of it, and not for long. */
final class Leftover implements Handler<Buffer> {

    private static final long MOST_BYTES = 1024 * 1024;
    private static final long MOST_MILLIS = 10_000;

    private final Vertx vertx;
    private final HttpClientResponse response;
    private final long timer;
    private long read;

    private Leftover(HttpClientResponse response, Vertx vertx) {
        this.vertx = vertx;
        this.response = response;
        this.timer = vertx.setTimer(MOST_MILLIS, expired -> giveUp());
    }

    static void of(HttpClientResponse response, Vertx vertx) {
        Leftover leftover = new Leftover(response, vertx);
        response.handler(leftover);
        response.endHandler(end -> vertx.cancelTimer(leftover.timer));
        response.resume();
    }

    @Override
    public void handle(Buffer chunk) {
        read += chunk.length();
        if (read > MOST_BYTES) {
            giveUp();
        }
    }

    private void giveUp() {
        vertx.cancelTimer(timer);
        response.handler(null);
        Versions.reset(response.request(), new CancellationException("nobody reads the response"));
    }
}
