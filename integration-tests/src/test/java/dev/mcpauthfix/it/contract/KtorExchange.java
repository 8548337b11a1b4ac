package dev.mcpauthfix.it.contract;

import io.ktor.client.HttpClient;
import io.ktor.client.plugins.HttpTimeoutKt;
import io.ktor.client.request.HttpRequestBuilder;
import io.ktor.client.request.HttpRequestKt;
import io.ktor.client.statement.HttpResponse;
import io.ktor.client.statement.HttpResponseKt;
import io.ktor.client.statement.HttpStatement;
import io.ktor.http.ContentType;
import io.ktor.http.HttpMethod;
import io.ktor.http.content.ByteArrayContent;
import io.ktor.http.content.OutgoingContent;
import io.ktor.http.content.OutputStreamContent;
import io.ktor.http.content.TextContent;
import io.ktor.util.AttributeKey;
import io.ktor.utils.io.ByteChannelCtorKt;
import io.ktor.utils.io.ByteReadChannel;
import io.ktor.utils.io.jvm.javaio.BlockingKt;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import org.jspecify.annotations.Nullable;

/** One call through a Ktor client, and what of it came to the application. */
final class KtorExchange {

    private static final AttributeKey<List<Integer>> HEADS = new AttributeKey<>("heads");

    private final HttpClient client;
    private final Call call;
    private final List<Integer> heads = new CopyOnWriteArrayList<>();
    private volatile @Nullable HttpResponse response;

    KtorExchange(HttpClient client, Call call) {
        this.client = client;
        this.call = call;
    }

    /** The application's response validator notes the status of each response that it is shown. */
    static Object validated(HttpResponse response, Continuation<? super Unit> done) {
        List<Integer> heads = response.getCall().getAttributes().getOrNull(HEADS);
        if (heads != null) {
            heads.add(response.getStatus().getValue());
        }
        return Unit.INSTANCE;
    }

    /** A suspending function: answers the response's body. */
    @Nullable
    Object send(Continuation<@Nullable Object> done) {
        HttpStatement statement = new HttpStatement(request(), client);
        if (call.receive() == Call.Receive.BYTES) {
            // The response with its whole body in memory.
            return KtorSteps.after(
                    statement::execute,
                    (saved, next) -> read((HttpResponse) Objects.requireNonNull(saved), next),
                    done);
        }
        return statement.execute((streaming, next) -> read(streaming, KtorSteps.any(next)), done);
    }

    private @Nullable Object read(HttpResponse received, Continuation<@Nullable Object> done) {
        response = received;
        return switch (call.receive()) {
            case DISCARDING -> new byte[0];
            case STRING ->
                KtorSteps.after(
                        step -> HttpResponseKt.bodyAsText(received, StandardCharsets.UTF_8, step),
                        (text, next) -> String.valueOf(text).getBytes(StandardCharsets.UTF_8),
                        done);
            default ->
                KtorSteps.after(
                        step -> HttpResponseKt.bodyAsChannel(received, step),
                        (channel, next) -> bytes((ByteReadChannel) Objects.requireNonNull(channel)),
                        done);
        };
    }

    private byte[] bytes(ByteReadChannel channel) {
        try (InputStream stream = BlockingKt.toInputStream(channel, null)) {
            return call.readLimit() > 0 ? stream.readNBytes(call.readLimit()) : stream.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private HttpRequestBuilder request() {
        HttpRequestBuilder request = new HttpRequestBuilder();
        HttpRequestKt.url(request, call.url());
        request.setMethod(new HttpMethod(call.method()));
        call.headers().forEach(request.getHeaders()::append);
        request.getAttributes().put(HEADS, heads);
        if (!call.body().isEmpty()) {
            request.setBody(content(request));
        }
        if (call.timeoutMillis() > 0) {
            HttpTimeoutKt.timeout(request, KtorCaller.untyped(this::limit));
        }
        return request;
    }

    private Unit limit(Object timeout) {
        try {
            timeout.getClass().getMethod("setRequestTimeoutMillis", Long.class).invoke(timeout, (long)
                    call.timeoutMillis());
            return Unit.INSTANCE;
        } catch (ReflectiveOperationException absent) {
            throw new IllegalStateException(absent);
        }
    }

    private OutgoingContent content(HttpRequestBuilder request) {
        byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
        return switch (call.publish()) {
            case STRING -> new TextContent(call.body(), ownType(request), null);
            case BYTES -> new ByteArrayContent(body, null, null);
            case ONE_SHOT_STREAM -> new OneShot(call.body(), (long) body.length);
            case ONE_SHOT_PUBLISHER ->
                new OutputStreamContent(
                        (stream, done) -> {
                            try {
                                stream.write(body);
                                return Unit.INSTANCE;
                            } catch (IOException failure) {
                                throw new UncheckedIOException(failure);
                            }
                        },
                        ownType(request),
                        null,
                        (long) body.length);
        };
    }

    /** The type as the body's own, and no header of the request. */
    private static ContentType ownType(HttpRequestBuilder request) {
        String type = Objects.requireNonNullElse(request.getHeaders().get("Content-Type"), "text/plain");
        request.getHeaders().remove("Content-Type");
        return ContentType.Companion.parse(type);
    }

    Result result(byte @Nullable [] body) {
        HttpResponse received = Objects.requireNonNull(response);
        Map<String, List<String>> headers = new TreeMap<>();
        received.getHeaders()
                .entries()
                .forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return Result.response(received.getStatus().getValue(), headers, Objects.requireNonNull(body), heads);
    }

    /** Ktor's exceptions name the URL, which differs between the two servers that a case compares. */
    Result failure(Throwable failure) {
        Result named = Result.failure(failure, heads);
        return new Result(
                0,
                named.headers(),
                named.body(),
                named.heads(),
                named.failure().stream()
                        .map(text -> text.replace(call.url(), "the URL"))
                        .toList());
    }

    /** A body that can be read once. */
    private static final class OneShot extends OutgoingContent.ReadChannelContent {

        private final ByteReadChannel channel;
        private final Long length;

        OneShot(String text, Long length) {
            this.channel = ByteChannelCtorKt.ByteReadChannel(text, StandardCharsets.UTF_8);
            this.length = length;
        }

        @Override
        public Long getContentLength() {
            return length;
        }

        @Override
        public ByteReadChannel readFrom() {
            return channel;
        }
    }
}
