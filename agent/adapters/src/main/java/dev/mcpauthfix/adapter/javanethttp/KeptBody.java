package dev.mcpauthfix.adapter.javanethttp;

import dev.mcpauthfix.adapter.SpringRequest;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A body that is good for one subscription, kept as it goes out: later ones get the same bytes. */
final class KeptBody implements BodyPublisher {

    private final BodyPublisher source;
    private volatile byte @Nullable [] whole;

    KeptBody(BodyPublisher source) {
        this.source = source;
    }

    /** Whether it has gone out to its end and was small enough. */
    boolean isWhole() {
        return whole != null;
    }

    @Override
    public long contentLength() {
        return source.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        byte[] again = whole;
        if (again == null) {
            source.subscribe(new Keeper(subscriber));
        } else {
            BodyPublishers.ofByteArray(again).subscribe(subscriber);
        }
    }

    private final class Keeper implements Flow.Subscriber<ByteBuffer> {

        private final Flow.Subscriber<? super ByteBuffer> wire;
        private @Nullable ByteArrayOutputStream kept = new ByteArrayOutputStream();

        private Keeper(Flow.Subscriber<? super ByteBuffer> wire) {
            this.wire = wire;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            wire.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer bytes) {
            keep(bytes.duplicate());
            wire.onNext(bytes);
        }

        private void keep(ByteBuffer bytes) {
            if (kept == null || kept.size() + bytes.remaining() > SpringRequest.MOST_BYTES_KEPT) {
                kept = null;
                return;
            }
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            kept.writeBytes(copy);
            if (kept.size() == contentLength()) {
                // The answer may come before the publisher says that this was all.
                whole = kept.toByteArray();
            }
        }

        @Override
        public void onError(Throwable failure) {
            wire.onError(failure);
        }

        @Override
        public void onComplete() {
            if (kept != null) {
                whole = kept.toByteArray();
            }
            wire.onComplete();
        }
    }
}
