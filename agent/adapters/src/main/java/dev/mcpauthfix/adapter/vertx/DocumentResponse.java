package dev.mcpauthfix.adapter.vertx;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpFrame;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamPriority;
import io.vertx.core.net.NetSocket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A response with a JSON document that no server has sent, in place of one without; used on its context alone, as the library's are. */
final class DocumentResponse implements HttpClientResponse {

    private static final int OK = 200;

    private final HttpClientResponse instead;
    private final Context context;
    private final Buffer document;
    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    private final MultiMap trailers = MultiMap.caseInsensitiveMultiMap();
    private final Promise<Void> end = Promise.promise();
    private @Nullable Handler<Buffer> reader;
    private @Nullable Handler<Void> endHandler;
    private long demand = Long.MAX_VALUE;
    private boolean wanted;
    private boolean read;
    private boolean ended;

    DocumentResponse(HttpClientResponse instead, Context context, String json) {
        this.instead = instead;
        this.context = context;
        this.document = Buffer.buffer(json);
        headers.add("Content-Type", "application/json").add("Content-Length", String.valueOf(document.length()));
    }

    /** In a later task, when the application has set all of its handlers. */
    private HttpClientResponse deliverLater() {
        context.runOnContext(unused -> deliver());
        return this;
    }

    private HttpClientResponse want() {
        wanted = true;
        return deliverLater();
    }

    private void deliver() {
        if (demand == 0 || ended || !wanted) {
            return;
        }
        if (!read) {
            read = true;
            demand = demand == Long.MAX_VALUE ? demand : demand - 1;
            if (reader != null) {
                reader.handle(document);
            }
        }
        ended = true;
        end.tryComplete();
        if (endHandler != null) {
            endHandler.handle(null);
        }
    }

    @Override
    public HttpClientResponse handler(@Nullable Handler<Buffer> handler) {
        reader = handler;
        return handler == null ? this : want();
    }

    @Override
    public HttpClientResponse endHandler(@Nullable Handler<Void> handler) {
        endHandler = handler;
        return handler == null ? this : want();
    }

    @Override
    public HttpClientResponse pause() {
        demand = 0;
        return this;
    }

    @Override
    public HttpClientResponse resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public HttpClientResponse fetch(long amount) {
        demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
        return deliverLater();
    }

    @Override
    public Future<Buffer> body() {
        read = true;
        ended = true;
        end.tryComplete();
        return Future.succeededFuture(document);
    }

    @Override
    public Future<Void> end() {
        want();
        return end.future();
    }

    /** Nothing fails here. */
    @Override
    public HttpClientResponse exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }

    @Override
    public HttpVersion version() {
        return instead.version();
    }

    @Override
    public int statusCode() {
        return OK;
    }

    @Override
    public String statusMessage() {
        return "OK";
    }

    @Override
    public MultiMap headers() {
        return headers;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return headers.get(name);
    }

    @Override
    public @Nullable String getHeader(CharSequence name) {
        return headers.get(name);
    }

    @Override
    public List<String> cookies() {
        return List.of();
    }

    @Override
    public @Nullable String getTrailer(String name) {
        return null;
    }

    @Override
    public MultiMap trailers() {
        return trailers;
    }

    @Override
    public NetSocket netSocket() {
        return instead.netSocket();
    }

    @Override
    public HttpClientRequest request() {
        return instead.request();
    }

    @Override
    public HttpClientResponse customFrameHandler(@Nullable Handler<HttpFrame> handler) {
        return this;
    }

    @Override
    public HttpClientResponse streamPriorityHandler(@Nullable Handler<StreamPriority> handler) {
        return this;
    }
}
