package dev.mcpauthfix.adapter.apache5;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One send of the application's request, and what came back; stands before the library's callback, so that a 401 can be held back. Its
 * type is also the mark of what has been seen.
 */
final class Attempt implements AsyncExecCallback {

    private enum State {
        SENT,
        HELD,
        GIVEN,
        DISCARDED
    }

    private final AsyncCall call;
    private final AsyncExecRuntime runtime;
    private final Map<String, String> sentWith;
    private final HeldBody body = new HeldBody(this::answered);
    private final CompletableFuture<Attempt> response = new CompletableFuture<>();
    private @Nullable HttpResponse head;
    private @Nullable EntityDetails details;
    private @Nullable Exception failure;
    private State state = State.SENT;
    private boolean ended;

    Attempt(AsyncCall call, AsyncExecRuntime runtime, Map<String, String> sentWith) {
        this.call = call;
        this.runtime = runtime;
        this.sentWith = sentWith;
    }

    Map<String, String> sentWith() {
        return sentWith;
    }

    AsyncExecRuntime runtime() {
        return runtime;
    }

    /** Completes when a response is given to the application or as much of it is held as is waited for; fails as the library. */
    CompletableFuture<Attempt> response() {
        return response;
    }

    HttpResponse head() {
        if (head == null) {
            throw new IllegalStateException("no response yet");
        }
        return head;
    }

    @Override
    public void handleInformationResponse(HttpResponse information) throws HttpException, IOException {
        call.application().handleInformationResponse(information);
    }

    @Override
    public @Nullable AsyncDataConsumer handleResponse(HttpResponse received, @Nullable EntityDetails entity)
            throws HttpException, IOException {
        head = received;
        details = entity;
        if (call.holds(this)) {
            state(State.HELD);
            return body;
        }
        if (!call.settle()) {
            discard();
            return null;
        }
        state(State.GIVEN);
        answered();
        return call.application().handleResponse(received, entity);
    }

    private synchronized void state(State next) {
        state = next;
    }

    private void answered() {
        response.complete(this);
    }

    @Override
    public void completed() {
        if (isEarly() || hasEnded()) {
            return;
        }
        boolean given = ends(null);
        // The connection of what is held whole is free for others while the call waits.
        if (call.isReplay(this) || !given) {
            runtime.releaseEndpoint();
        }
        if (given) {
            call.application().completed();
        }
        answered();
    }

    /** 5.0 counts a refusal as the end of what is still to come of it, and completes twice. */
    private synchronized boolean isEarly() {
        return state == State.HELD && details != null && !body.hasEnded();
    }

    @Override
    public void failed(Exception cause) {
        if (hasEnded()) {
            return;
        }
        boolean given = ends(cause);
        if (call.isReplay(this)) {
            runtime.discardEndpoint();
        }
        if (given) {
            call.application().failed(cause);
        }
        response.completeExceptionally(cause);
    }

    /** The library cancels what ends before it has noted how it would be cancelled. */
    private synchronized boolean hasEnded() {
        return ended;
    }

    private synchronized boolean ends(@Nullable Exception cause) {
        ended = true;
        failure = cause;
        return state == State.GIVEN || (state == State.SENT && call.settlesWithout(this));
    }

    /** Lets the application have a held response after all. */
    void give() throws HttpException, IOException {
        AsyncDataConsumer reader = call.application().handleResponse(head(), details);
        boolean over;
        synchronized (this) {
            if (details != null) {
                body.readBy(reader);
            }
            state = State.GIVEN;
            over = ended;
        }
        if (over && failure == null) {
            call.application().completed();
        } else if (over) {
            call.application().failed(failure);
        }
    }

    /** The application gets this document in place of what came, which nobody will read. */
    void replace(byte[] document) {
        RepairedHead.ofDocument(head(), document.length);
        details = new BasicEntityDetails(document.length, ContentType.create("application/json"));
        synchronized (this) {
            ended = true;
            failure = null;
        }
        body.replace(document);
        runtime.discardEndpoint();
    }

    /** Nobody will read it. */
    void discard() {
        state(State.DISCARDED);
        body.refuse();
        runtime.discardEndpoint();
    }
}
