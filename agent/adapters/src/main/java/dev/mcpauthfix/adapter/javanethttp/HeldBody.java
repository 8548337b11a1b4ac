package dev.mcpauthfix.adapter.javanethttp;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A response body that nobody has seen yet: kept up to a bound, then left on the wire, until it is known whether the application
 * gets it after all or nobody does.
 *
 * <p>The head was enough for the decision, so this never waits for the body's end, and a body without an end costs no memory.
 */
final class HeldBody<T> implements BodySubscriber<T>, Subscription {

    /** How much is read ahead; the rest of a longer body stays with the sender until it is wanted. */
    private static final int READ_AHEAD_BYTES = 64 * 1024;

    private enum Fate {
        HELD,
        RESUMED,
        DISCARDED
    }

    private final BodyHandler<T> application;
    private final ResponseInfo head;
    private final CompletableFuture<T> body = new CompletableFuture<>();
    private final Queue<List<ByteBuffer>> kept = new ArrayDeque<>();

    // All below are guarded by this; "delivering" keeps signals to the application one at a time and outside the lock.
    private Fate fate = Fate.HELD;
    private @Nullable Subscription wire;
    private @Nullable BodySubscriber<T> starting;
    private @Nullable BodySubscriber<T> subscriber;
    private long bytes;
    private long wanted;
    private boolean asked;
    private boolean ended;
    private boolean replaced;
    private boolean wireEnded;
    private boolean endTold;
    private @Nullable Throwable failure;
    private boolean delivering;

    HeldBody(BodyHandler<T> application, ResponseInfo head) {
        this.application = application;
        this.head = head;
    }

    @Override
    public CompletionStage<T> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        synchronized (this) {
            wire = subscription;
        }
        proceed();
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        synchronized (this) {
            asked = false;
            bytes += size(item);
            if (fate != Fate.DISCARDED && !replaced) {
                kept.add(item);
            }
        }
        proceed();
    }

    @Override
    public void onError(Throwable error) {
        synchronized (this) {
            failure = replaced ? failure : error;
            ended = true;
            wireEnded = true;
        }
        proceed();
    }

    @Override
    public void onComplete() {
        synchronized (this) {
            ended = true;
            wireEnded = true;
        }
        proceed();
    }

    /** What came before the body. */
    ResponseInfo head() {
        return head;
    }

    /** The application gets the response: its own handler sees the head now and every byte from the first. */
    void resume() {
        resume(head);
    }

    /** The application gets another body than the one on the wire, which nobody will read. */
    void replace(ResponseInfo other, byte[] whole) {
        synchronized (this) {
            kept.clear();
            kept.add(List.of(ByteBuffer.wrap(whole)));
            replaced = true;
            ended = true;
            failure = null;
        }
        resume(other);
    }

    /** The application gets the response with this head. */
    void resume(ResponseInfo head) {
        BodySubscriber<T> chosen;
        try {
            chosen = application.apply(head);
        } catch (RuntimeException applications) {
            body.completeExceptionally(applications);
            discard();
            return;
        }
        chosen.getBody().whenComplete((value, error) -> {
            if (error != null) {
                body.completeExceptionally(error);
            } else {
                body.complete(value);
            }
        });
        synchronized (this) {
            if (fate != Fate.HELD) {
                return;
            }
            fate = Fate.RESUMED;
            starting = chosen;
        }
        proceed();
    }

    /** Nobody gets the response; a short body is read to its end so that the connection can be used again. */
    void discard() {
        synchronized (this) {
            if (fate == Fate.RESUMED) {
                return;
            }
            fate = Fate.DISCARDED;
            kept.clear();
        }
        body.complete(null);
        proceed();
    }

    /** Nobody gets the response, and whoever waits for its body learns why. */
    void fail(Throwable reason) {
        body.completeExceptionally(reason);
        discard();
    }

    /** The application's demand, in items. */
    @Override
    public void request(long n) {
        synchronized (this) {
            if (n <= 0) {
                ended = true;
                failure = new IllegalArgumentException("a subscriber must request at least one item, not " + n);
            } else {
                wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + n;
            }
        }
        proceed();
    }

    /** The application stops reading. */
    @Override
    public void cancel() {
        Subscription stopped;
        synchronized (this) {
            kept.clear();
            endTold = true;
            stopped = wire;
        }
        if (stopped != null) {
            stopped.cancel();
        }
    }

    /** Does the next things there are to do, one at a time, whoever comes by. */
    private void proceed() {
        while (true) {
            Runnable step;
            synchronized (this) {
                step = delivering ? null : next();
                if (step == null) {
                    return;
                }
                delivering = true;
            }
            try {
                step.run();
            } catch (RuntimeException applications) {
                body.completeExceptionally(applications);
                cancel();
            } finally {
                synchronized (this) {
                    delivering = false;
                }
            }
        }
    }

    private @Nullable Runnable next() {
        BodySubscriber<T> newcomer = starting;
        if (newcomer != null) {
            starting = null;
            subscriber = newcomer;
            return () -> newcomer.onSubscribe(this);
        }
        BodySubscriber<T> reader = subscriber;
        Subscription source = wire;
        if (reader != null && !endTold) {
            if (wanted > 0 && !kept.isEmpty()) {
                wanted--;
                List<ByteBuffer> item = kept.remove();
                return () -> reader.onNext(item);
            }
            if (kept.isEmpty() && ended) {
                endTold = true;
                Throwable error = failure;
                return error == null ? reader::onComplete : () -> reader.onError(error);
            }
        }
        if (replaced) {
            return source == null || asked || wireEnded || !endTold ? null : drain(source);
        }
        return source == null || asked || ended ? null : read(source);
    }

    /** Once the application has its document, so that no end of the connection can be taken for the document's. */
    private Runnable drain(Subscription source) {
        if (bytes < READ_AHEAD_BYTES) {
            asked = true;
            return () -> source.request(1);
        }
        wireEnded = true;
        return source::cancel;
    }

    private @Nullable Runnable read(Subscription source) {
        boolean readAhead = fate != Fate.RESUMED && bytes < READ_AHEAD_BYTES;
        boolean demanded = fate == Fate.RESUMED && subscriber != null && (wanted > 0 && kept.isEmpty());
        if (readAhead || demanded) {
            asked = true;
            return () -> source.request(1);
        }
        if (fate == Fate.DISCARDED) {
            ended = true;
            return source::cancel;
        }
        return null;
    }

    private static long size(List<ByteBuffer> item) {
        long size = 0;
        for (ByteBuffer buffer : item) {
            size += buffer.remaining();
        }
        return size;
    }
}
