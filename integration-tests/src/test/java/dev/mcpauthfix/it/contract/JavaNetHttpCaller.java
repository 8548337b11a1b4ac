package dev.mcpauthfix.it.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;

/** Calls through {@code java.net.http}. */
final class JavaNetHttpCaller implements Caller {

    private final Map<Call.Client, HttpClient> clients = new ConcurrentHashMap<>();

    @Override
    public Running start(Call call) {
        HttpClient client = clients.computeIfAbsent(call.client(), JavaNetHttpCaller::client);
        if (call.method().equals(Call.WEB_SOCKET)) {
            return new Handshake(open(client, call));
        }
        HttpRequest request = request(call);
        JavaNetHttpReceiver receiver = new JavaNetHttpReceiver(call.receive(), call.readLimit());
        return switch (call.send()) {
            case BLOCKING -> new Blocking(client, request, receiver);
            case ASYNC -> new Async(receiver, client.sendAsync(request, receiver));
            case ASYNC_WITH_PUSH ->
                new Async(receiver, client.sendAsync(request, receiver, (initiating, pushed, acceptor) -> {}));
        };
    }

    private static HttpClient client(Call.Client options) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.valueOf(options.redirects().name()));
        if (options.http11()) {
            client.version(HttpClient.Version.HTTP_1_1);
        }
        if (options.authenticator()) {
            client.authenticator(new Authenticator() {
                @Override
                protected PasswordAuthentication getPasswordAuthentication() {
                    return new PasswordAuthentication("user", "password".toCharArray());
                }
            });
        }
        if (!options.network().trusted().isEmpty()) {
            client.sslContext(ClientTrust.of(options.network()).context());
        }
        if (options.network().proxyPort() > 0) {
            client.proxy(ProxySelector.of(
                    new InetSocketAddress("127.0.0.1", options.network().proxyPort())));
        }
        return client.build();
    }

    private static HttpRequest request(Call call) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(call.url())).method(call.method(), publisher(call));
        call.headers().forEach(request::header);
        if (call.timeoutMillis() > 0) {
            request.timeout(Duration.ofMillis(call.timeoutMillis()));
        }
        return request.build();
    }

    private static BodyPublisher publisher(Call call) {
        byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
        if (body.length == 0) {
            return BodyPublishers.noBody();
        }
        return switch (call.publish()) {
            case STRING -> BodyPublishers.ofString(call.body());
            case BYTES -> BodyPublishers.ofByteArray(body);
            case ONE_SHOT_STREAM -> {
                ByteArrayInputStream once = new ByteArrayInputStream(body);
                yield BodyPublishers.ofInputStream(() -> once);
            }
            case ONE_SHOT_PUBLISHER -> BodyPublishers.fromPublisher(subscriber -> once(subscriber, body), body.length);
        };
    }

    private static void once(Flow.Subscriber<? super ByteBuffer> subscriber, byte[] body) {
        SubmissionPublisher<ByteBuffer> publisher = new SubmissionPublisher<>(Runnable::run, 1);
        publisher.subscribe(subscriber);
        publisher.submit(ByteBuffer.wrap(body));
        publisher.close();
    }

    private static CompletableFuture<WebSocket> open(HttpClient client, Call call) {
        WebSocket.Builder builder = client.newWebSocketBuilder();
        call.headers().forEach(builder::header);
        return builder.buildAsync(URI.create(call.url()), new WebSocket.Listener() {});
    }

    /** {@code send}, on the thread that waits. */
    private record Blocking(HttpClient client, HttpRequest request, JavaNetHttpReceiver receiver) implements Running {

        @Override
        public Result await() throws InterruptedException {
            try {
                return receiver.result(client.send(request, receiver));
            } catch (IOException failure) {
                return Result.failure(failure, receiver.heads());
            }
        }

        @Override
        public void cancel() {
            throw new UnsupportedOperationException("a blocking call is interrupted");
        }

        @Override
        public void cancelDependent() {
            cancel();
        }
    }

    /** Both forms of {@code sendAsync}. */
    private static final class Async implements Running {

        private final JavaNetHttpReceiver receiver;
        private final CompletableFuture<HttpResponse<Object>> future;
        private final CompletableFuture<Integer> dependent;

        Async(JavaNetHttpReceiver receiver, CompletableFuture<HttpResponse<Object>> future) {
            this.receiver = receiver;
            this.future = future;
            this.dependent = future.thenApply(HttpResponse::statusCode);
        }

        @Override
        public Result await() throws InterruptedException {
            try {
                return receiver.result(future.get());
            } catch (ExecutionException failure) {
                return Result.failure(Objects.requireNonNull(failure.getCause()), receiver.heads());
            } catch (CancellationException cancelled) {
                return Result.failure(cancelled, receiver.heads());
            }
        }

        @Override
        public void cancel() {
            future.cancel(true);
        }

        @Override
        public void cancelDependent() {
            dependent.cancel(true);
        }
    }

    /** A WebSocket handshake. */
    private record Handshake(CompletableFuture<WebSocket> future) implements Running {

        @Override
        public Result await() throws InterruptedException {
            try {
                future.get().abort();
                return Result.response(101, Map.of(), new byte[0], List.of());
            } catch (ExecutionException failure) {
                return failure.getCause() instanceof WebSocketHandshakeException refused
                        ? Result.failure(
                                refused.getResponse().statusCode(),
                                refused.getResponse().headers().map(),
                                refused,
                                List.of())
                        : Result.failure(Objects.requireNonNull(failure.getCause()), List.of());
            }
        }

        @Override
        public void cancel() {
            future.cancel(true);
        }

        @Override
        public void cancelDependent() {
            cancel();
        }
    }
}
