package dev.mcpauthfix.it.contract;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;

/** Asks for one piece at a time, so that every step of Vert.x's back pressure is walked, and gives up at its limit. */
final class SlowReader implements Handler<Buffer> {

    private final HttpClientResponse response;
    private final int limit;
    private final Buffer read = Buffer.buffer();
    private final Promise<Buffer> body = Promise.promise();

    SlowReader(HttpClientResponse response, int limit) {
        this.response = response;
        this.limit = limit;
        response.pause();
        response.exceptionHandler(body::tryFail);
        response.endHandler(end -> body.tryComplete(read));
        response.handler(this);
        response.fetch(1);
    }

    Future<Buffer> body() {
        return body.future();
    }

    @Override
    public void handle(Buffer piece) {
        read.appendBuffer(piece);
        if (limit > 0 && read.length() >= limit) {
            body.tryComplete(read.getBuffer(0, limit));
            reset(response.request());
        } else {
            response.fetch(1);
        }
    }

    /** Its result is a boolean in Vert.x 4 and a future in 5. */
    static void reset(HttpClientRequest request) {
        try {
            HttpClientRequest.class.getMethod("reset").invoke(request);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
