package dev.mcpauthfix.adapter.javanethttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpauthfix.adapter.SpringRequest;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeptBodyTest {

    private final AtomicInteger subscriptions = new AtomicInteger();

    @Test
    void hasTheSameBytesForEverySubscriberAndAsksItsSourceOnce() {
        KeptBody body = new KeptBody(BodyPublishers.fromPublisher(this::publish));

        assertThat(body.isWhole()).isFalse();
        assertThat(read(body)).isEqualTo("one two");
        assertThat(body.isWhole()).isTrue();
        assertThat(read(body)).isEqualTo("one two");
        assertThat(body.contentLength()).isEqualTo(-1);
        assertThat(subscriptions).hasValue(1);
    }

    /** Its answer may come before its end is told. */
    @Test
    void isWholeWithItsLastByteWhereTheLengthIsKnown() {
        SubmissionPublisher<ByteBuffer> source = new SubmissionPublisher<>(Runnable::run, 4);
        KeptBody body = new KeptBody(BodyPublishers.fromPublisher(source, 3));
        body.subscribe(new Reader());

        source.submit(ByteBuffer.wrap(new byte[2]));
        assertThat(body.isWhole()).isFalse();
        source.submit(ByteBuffer.wrap(new byte[1]));
        assertThat(body.isWhole()).isTrue();
    }

    @Test
    void keepsNoLargeBody() {
        KeptBody body = new KeptBody(BodyPublishers.ofByteArray(new byte[SpringRequest.MOST_BYTES_KEPT + 1]));

        assertThat(read(body)).hasSize(SpringRequest.MOST_BYTES_KEPT + 1);
        assertThat(body.isWhole()).isFalse();
    }

    private void publish(Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscriptions.incrementAndGet();
        SubmissionPublisher<ByteBuffer> publisher = new SubmissionPublisher<>(Runnable::run, 4);
        publisher.subscribe(subscriber);
        publisher.submit(ByteBuffer.wrap("one ".getBytes(StandardCharsets.US_ASCII)));
        publisher.submit(ByteBuffer.wrap("two".getBytes(StandardCharsets.US_ASCII)));
        publisher.close();
    }

    private static String read(BodyPublisher body) {
        Reader reader = new Reader();
        body.subscribe(reader);
        return reader.bytes.toString(StandardCharsets.US_ASCII);
    }

    /** Reads all there is. */
    private static final class Reader implements Flow.Subscriber<ByteBuffer> {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer some) {
            while (some.hasRemaining()) {
                bytes.write(some.get());
            }
        }

        @Override
        public void onError(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void onComplete() {}
    }
}
