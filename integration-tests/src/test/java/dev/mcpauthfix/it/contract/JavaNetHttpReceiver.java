package dev.mcpauthfix.it.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The application's body handler: one of the JDK's, and a note of every response head it is shown. */
final class JavaNetHttpReceiver implements BodyHandler<Object> {

    private final Call.Receive kind;
    private final int readLimit;
    private final List<Integer> heads = new CopyOnWriteArrayList<>();

    JavaNetHttpReceiver(Call.Receive kind, int readLimit) {
        this.kind = kind;
        this.readLimit = readLimit;
    }

    List<Integer> heads() {
        return heads;
    }

    @Override
    public BodySubscriber<Object> apply(ResponseInfo head) {
        heads.add(head.statusCode());
        return switch (kind) {
            case STRING -> anything(BodyHandlers.ofString(), head);
            case BYTES -> anything(BodyHandlers.ofByteArray(), head);
            case STREAM -> anything(BodyHandlers.ofInputStream(), head);
            case LINES -> anything(BodyHandlers.ofLines(), head);
            case PUBLISHER -> anything(BodyHandlers.ofPublisher(), head);
            case DISCARDING -> anything(BodyHandlers.discarding(), head);
            case LINE_SUBSCRIBER ->
                anything(BodyHandlers.fromLineSubscriber(new Collecting<String>(), Collecting::joined, "\n"), head);
        };
    }

    private static <T> BodySubscriber<Object> anything(BodyHandler<T> handler, ResponseInfo head) {
        return BodySubscribers.mapping(handler.apply(head), body -> body);
    }

    /** Takes the response, and reads its body where that is still to be read. */
    Result result(HttpResponse<Object> response) {
        try {
            return Result.response(response.statusCode(), response.headers().map(), read(response.body()), heads);
        } catch (IOException | RuntimeException failure) {
            return Result.failure(failure, heads);
        }
    }

    private byte[] read(@Nullable Object body) throws IOException {
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        if (body instanceof InputStream stream) {
            try (stream) {
                return readLimit > 0 ? stream.readNBytes(readLimit) : stream.readAllBytes();
            }
        }
        if (body instanceof Flow.Publisher<?> publisher) {
            return collect(publisher);
        }
        String text = body instanceof Stream<?> lines
                ? lines.map(String::valueOf).collect(Collectors.joining("\n"))
                : body == null ? "" : String.valueOf(body);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] collect(Flow.Publisher<?> publisher) {
        Collecting<Object> buffers = new Collecting<>();
        publisher.subscribe(buffers);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Object item : buffers.done.join()) {
            for (Object buffer : (List<?>) item) {
                byte[] part = new byte[((ByteBuffer) buffer).remaining()];
                ((ByteBuffer) buffer).get(part);
                bytes.writeBytes(part);
            }
        }
        return bytes.toByteArray();
    }

    /** Asks for one item at a time, so that every step of the flow's back pressure is walked. */
    private static final class Collecting<T> implements Flow.Subscriber<T> {

        private final List<T> items = new CopyOnWriteArrayList<>();
        private final CompletableFuture<List<T>> done = new CompletableFuture<>();
        private volatile Flow.@Nullable Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
            newSubscription.request(1);
        }

        @Override
        public void onNext(T item) {
            items.add(item);
            Flow.Subscription open = subscription;
            if (open != null) {
                open.request(1);
            }
        }

        @Override
        public void onError(Throwable failure) {
            done.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            done.complete(items);
        }

        String joined() {
            return items.stream().map(String::valueOf).collect(Collectors.joining("\n"));
        }
    }
}
