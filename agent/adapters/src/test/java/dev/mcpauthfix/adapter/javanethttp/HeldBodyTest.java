package dev.mcpauthfix.adapter.javanethttp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.Test;

class HeldBodyTest {

    private final Wire wire = new Wire();
    private int handlerCalls;
    private final BodyHandler<String> application = head -> {
        handlerCalls++;
        return BodyHandlers.ofString().apply(head);
    };
    private final HeldBody<String> held = new HeldBody<>(application, new Head());

    @Test
    void showsTheApplicationNothingWhileTheBodyIsHeld() {
        held.onSubscribe(wire);
        held.onNext(item("{\"error\":"));
        held.onComplete();

        assertThat(handlerCalls).isZero();
        assertThat(held.getBody().toCompletableFuture()).isNotDone();
    }

    @Test
    void givesEveryByteToTheApplicationOnResume() {
        held.onSubscribe(wire);
        held.onNext(item("{\"error\":"));
        held.onNext(item("1}"));
        held.onComplete();

        held.resume();

        assertThat(held.getBody().toCompletableFuture()).isCompletedWithValue("{\"error\":1}");
    }

    @Test
    void passesOnWhatComesAfterResume() {
        held.onSubscribe(wire);
        held.onNext(item("before "));
        held.resume();
        held.onNext(item("after"));
        held.onComplete();

        assertThat(held.getBody().toCompletableFuture()).isCompletedWithValue("before after");
    }

    @Test
    void canBeResumedBeforeTheWireSubscribes() {
        held.resume();
        held.onSubscribe(wire);
        held.onComplete();

        assertThat(held.getBody().toCompletableFuture()).isCompletedWithValue("");
    }

    @Test
    void leavesTheRestOfALongBodyWithTheSender() {
        held.onSubscribe(wire);
        for (int i = 0; i < 8; i++) {
            held.onNext(List.of(ByteBuffer.allocate(16 * 1024)));
        }

        assertThat(wire.requested).as("64 KiB are read ahead, 16 at a time").isEqualTo(4);
        assertThat(wire.cancelled).isFalse();
    }

    @Test
    void readsAShortUnwantedBodyToItsEndSoThatTheConnectionServesAgain() {
        held.onSubscribe(wire);
        held.onNext(item("unwanted"));
        held.discard();
        held.onNext(item("more"));
        held.onComplete();

        assertThat(held.getBody().toCompletableFuture()).isCompletedWithValue(null);
        assertThat(wire.requested).isEqualTo(3);
        assertThat(wire.cancelled).isFalse();
        assertThat(handlerCalls).isZero();
    }

    @Test
    void cancelsALongUnwantedBody() {
        held.onSubscribe(wire);
        held.discard();
        held.onNext(List.of(ByteBuffer.allocate(64 * 1024)));

        assertThat(wire.cancelled).isTrue();
    }

    @Test
    void tellsTheApplicationOfABodyThatBrokeOff() {
        held.onSubscribe(wire);
        held.onNext(item("half"));
        held.onError(new java.io.IOException("connection reset"));
        held.resume();

        assertThatThrownBy(() -> held.getBody().toCompletableFuture().join()).hasRootCauseMessage("connection reset");
    }

    @Test
    void givesTheApplicationItsOwnHandlersException() {
        HeldBody<String> failing = new HeldBody<>(
                head -> {
                    throw new IllegalStateException("Unexpected status code: " + head.statusCode());
                },
                new Head());
        failing.onSubscribe(wire);
        failing.resume();

        assertThatThrownBy(() -> failing.getBody().toCompletableFuture().join())
                .hasRootCauseMessage("Unexpected status code: 401");
    }

    private static List<ByteBuffer> item(String text) {
        return List.of(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    private static final class Wire implements Subscription {
        long requested;
        boolean cancelled;
        final List<Long> requests = new ArrayList<>();

        @Override
        public void request(long n) {
            requested += n;
            requests.add(n);
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private static final class Head implements ResponseInfo {
        @Override
        public int statusCode() {
            return 401;
        }

        @Override
        public HttpHeaders headers() {
            return HttpHeaders.of(Map.of(), (name, value) -> true);
        }

        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }
    }
}
