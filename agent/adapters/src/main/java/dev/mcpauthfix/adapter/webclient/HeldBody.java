package dev.mcpauthfix.adapter.webclient;

import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** The body of a response that is held back: a little is read ahead, the rest when the application asks for it. */
final class HeldBody extends BaseSubscriber<DataBuffer> {

    private static final int READ_AHEAD_BYTES = 64 * 1024;

    private final Sinks.Many<DataBuffer> kept = Sinks.many().unicast().onBackpressureBuffer();
    private volatile long bytes;
    private volatile boolean given;
    private volatile boolean discarded;

    /** The whole body, for the application. */
    Flux<DataBuffer> content() {
        return kept.asFlux()
                .doOnSubscribe(subscription -> given = true)
                .doOnRequest(this::request)
                .doOnCancel(this::cancel)
                .doOnDiscard(DataBuffer.class, DataBufferUtils::release);
    }

    /** Nobody will read it: a short one to its end, for the connection's sake. */
    synchronized void discard() {
        if (!given && !discarded) {
            discarded = true;
            kept.asFlux().subscribe(DataBufferUtils::release, failure -> {});
            if (bytes >= READ_AHEAD_BYTES) {
                cancel();
            }
        }
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        subscription.request(given ? Long.MAX_VALUE : 1);
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one item at a time
    protected void hookOnNext(DataBuffer buffer) {
        bytes += buffer.readableByteCount();
        if (kept.tryEmitNext(buffer).isFailure()) {
            DataBufferUtils.release(buffer);
        }
        if (bytes < READ_AHEAD_BYTES) {
            request(1);
        } else if (discarded) {
            cancel();
        }
    }

    @Override
    protected void hookOnComplete() {
        kept.tryEmitComplete();
    }

    @Override
    protected void hookOnError(Throwable failure) {
        kept.tryEmitError(failure);
    }
}
