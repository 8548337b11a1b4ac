package dev.mcpauthfix.adapter.jetty;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.ProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.eclipse.jetty.client.transport.HttpResponse;
import org.eclipse.jetty.client.transport.ResponseListeners;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.jspecify.annotations.Nullable;

/**
 * A response that nobody else has been shown yet. Its body stays on the wire while the engine decides, so Jetty's own timeouts and
 * aborts end it as they end any response that is slow to come.
 */
final class HeldResponse implements Response.Listener, ProtocolHandler {

    /** What is kept of a body: refusals are short, and the connection of a longer one is closed. */
    private static final int MOST_BYTES = 256 * 1024;

    private static final int OK = 200;
    private static final long MOST_SECONDS = 2;

    private final JettyCall call;
    private final HttpRequest request;
    private final Response response;
    private final @Nullable ProtocolHandler handler;
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private Content.@Nullable Source body;
    private volatile @Nullable ResponseListeners readers;
    private volatile @Nullable Result result;
    private boolean ending;
    private boolean told;
    private volatile boolean cut;
    private volatile byte @Nullable [] document;

    /** The thread that Jetty shows us the head on; on any other a body may be read only where Jetty says so (12.0.0). */
    private volatile @Nullable Thread receiving;

    /**
     * Creates one.
     *
     * @param handler Jetty's own handler of such a response, null where it would go to the application
     */
    HeldResponse(JettyCall call, HttpRequest request, Response response, @Nullable ProtocolHandler handler) {
        this.call = call;
        this.request = request;
        this.response = response;
        this.handler = handler;
    }

    /** Says that it was shown by Jetty itself. */
    HeldResponse passed() {
        told = true;
        return this;
    }

    boolean isPassed() {
        return told;
    }

    HttpRequest request() {
        return request;
    }

    Response response() {
        return response;
    }

    /** Whether it was too long to be kept whole. */
    boolean isCut() {
        return cut;
    }

    @Override
    public String getName() {
        return "mcp-auth-fix";
    }

    @Override
    public boolean accept(Request candidate, Response candidateResponse) {
        return candidateResponse == response;
    }

    @Override
    public Response.Listener getResponseListener() {
        return this;
    }

    @Override
    public void onContentSource(Response begun, Content.Source source) {
        body = source;
        receiving = Thread.currentThread();
        call.held(this);
        receiving = null;
    }

    @Override
    public void onSuccess(Response succeeded) {
        ResponseListeners given = readers;
        if (given != null) {
            given.notifySuccess(succeeded);
        }
    }

    @Override
    public void onFailure(Response failed, @Nullable Throwable failure) {
        ResponseListeners given = readers;
        if (given != null) {
            given.notifyFailure(failed, failure);
        }
    }

    @Override
    public void onComplete(Result completed) {
        ResponseListeners given;
        boolean unasked;
        synchronized (this) {
            result = completed;
            given = readers;
            unasked = !ending;
        }
        if (given != null) {
            given.notifyComplete(completed);
        } else if (completed.isFailed()) {
            told = call.failed(completed, unasked);
        }
        ended.complete(null);
    }

    /** Reads what is left, or breaks off where that is much, and tells when Jetty has done with the exchange. */
    CompletableFuture<@Nullable Void> end() {
        synchronized (this) {
            if (ending || readers != null) {
                return ended;
            }
            ending = true;
        }
        Content.Source unread = body;
        if (result == null && unread != null) {
            call.after(MOST_SECONDS, TimeUnit.SECONDS, this::breakOff);
            unread.demand(this::read);
        }
        return ended;
    }

    private void read() {
        Content.Source source = Objects.requireNonNull(body);
        while (!cut) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                source.demand(this::read);
                return;
            }
            keep(chunk.getByteBuffer());
            boolean last = chunk.isLast();
            chunk.release();
            if (last) {
                return;
            }
            if (kept.size() > MOST_BYTES) {
                breakOff();
            }
        }
    }

    private void keep(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        kept.writeBytes(copy);
    }

    private void breakOff() {
        Content.Source source = body;
        if (result == null && source != null) {
            cut = true;
            source.fail(new IOException("a refusal that does not end"));
        }
    }

    /** Whoever is shown it gets this document in its place, once Jetty has done with what came. */
    void replace(byte[] json) {
        document = json;
    }

    boolean isReplaced() {
        return document != null;
    }

    private void showDocument(ResponseListeners to, byte[] json) {
        HttpResponse documented = new HttpResponse(request)
                .version(response.getVersion())
                .status(OK)
                .reason("OK")
                .addHeader(new HttpField("Content-Type", "application/json"))
                .addHeader(new HttpField("Content-Length", String.valueOf(json.length)));
        showHead(to, documented);
        to.notifyContentSource(documented, new ByteBufferContentSource(ByteBuffer.wrap(json)));
        to.notifySuccess(documented);
        to.notifyComplete(new Result(request, documented));
    }

    /** Shows it to whom it would have been shown without us. */
    void give() {
        ResponseListeners to =
                handler == null ? call.applications() : new ResponseListeners(handler.getResponseListener());
        Result complete;
        synchronized (this) {
            complete = result;
            if (told || readers != null || (complete == null && ending)) {
                return;
            }
            readers = complete == null ? to : null;
        }
        byte[] instead = document;
        if (complete != null && instead != null) {
            showDocument(call.applications(), instead);
            return;
        }
        showHead(to, response);
        Content.Source unread = body;
        if (complete == null && unread != null) {
            if (Thread.currentThread() == receiving) {
                to.notifyContentSource(response, unread);
            } else {
                unread.demand(() -> to.notifyContentSource(response, unread));
            }
        } else if (complete != null) {
            to.notifyContentSource(response, new ByteBufferContentSource(ByteBuffer.wrap(kept.toByteArray())));
            if (complete.isFailed()) {
                to.notifyFailure(response, complete.getResponseFailure());
            } else {
                to.notifySuccess(response);
            }
            to.notifyComplete(complete);
        }
    }

    private static void showHead(ResponseListeners to, Response head) {
        to.notifyBegin(head);
        for (Iterator<HttpField> fields = head.getHeaders().iterator(); fields.hasNext(); ) {
            if (!to.notifyHeader(head, fields.next())) {
                fields.remove();
            }
        }
        to.notifyHeaders(head);
    }
}
