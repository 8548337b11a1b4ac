package dev.mcpauthfix.it.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Callback;
import okhttp3.Credentials;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.BufferedSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** Calls through OkHttp. Its application interceptor notes what it is shown. */
final class OkHttpCaller implements Caller {

    /** What the application's interceptor saw of a call. */
    private static final class Heads {
        private final List<Integer> statuses = new CopyOnWriteArrayList<>();
    }

    private final Map<Call.Client, OkHttpClient> clients = new ConcurrentHashMap<>();

    @Override
    public Running start(Call call) {
        OkHttpClient client = clients.computeIfAbsent(call.client(), OkHttpCaller::client);
        Heads heads = new Heads();
        Request request = request(call, heads);
        if (call.method().equals(Call.WEB_SOCKET)) {
            return new Handshake(client, request);
        }
        okhttp3.Call made = client.newCall(request);
        made.timeout().timeout(call.timeoutMillis(), TimeUnit.MILLISECONDS);
        return call.send() == Call.Send.BLOCKING ? new Blocking(made, call, heads) : new Async(made, call, heads);
    }

    private static OkHttpClient client(Call.Client options) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .followRedirects(options.redirects() != Call.Redirects.NEVER)
                .followSslRedirects(options.redirects() == Call.Redirects.ALWAYS)
                .readTimeout(0, TimeUnit.MILLISECONDS)
                .addInterceptor(OkHttpCaller::note);
        if (options.http11()) {
            builder.protocols(List.of(Protocol.HTTP_1_1));
        }
        if (options.authenticator()) {
            builder.authenticator((route, response) -> {
                boolean basic = response.headers("WWW-Authenticate").stream().anyMatch(one -> one.startsWith("Basic"));
                return basic && response.request().header("Authorization") == null
                        ? response.request()
                                .newBuilder()
                                .header("Authorization", Credentials.basic("user", "password"))
                                .build()
                        : null;
            });
        }
        if (!options.network().trusted().isEmpty()) {
            ClientTrust trust = ClientTrust.of(options.network());
            builder.sslSocketFactory(trust.context().getSocketFactory(), trust.manager());
        }
        if (options.network().proxyPort() > 0) {
            builder.proxy(new Proxy(
                    Proxy.Type.HTTP,
                    new InetSocketAddress("127.0.0.1", options.network().proxyPort())));
        }
        return builder.build();
    }

    private static Response note(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        Heads heads = chain.request().tag(Heads.class);
        if (heads != null) {
            heads.statuses.add(response.code());
        }
        return response;
    }

    private static Request request(Call call, Heads heads) {
        Request.Builder request = new Request.Builder()
                .url(call.url().replaceFirst("^ws", "http"))
                .tag(Heads.class, heads);
        call.headers().forEach(request::header);
        if (!call.method().equals(Call.WEB_SOCKET)) {
            request.method(call.method(), body(call));
        }
        return request.build();
    }

    private static @Nullable RequestBody body(Call call) {
        byte[] bytes = call.body().getBytes(StandardCharsets.UTF_8);
        MediaType type = MediaType.parse(call.headers().getOrDefault("Content-Type", "text/plain"));
        if (bytes.length == 0) {
            return call.method().equals("POST") || call.method().equals("PUT") ? RequestBody.create(type, bytes) : null;
        }
        return call.publish() == Call.Publish.ONE_SHOT_STREAM
                ? new OneShot(type, new ByteArrayInputStream(bytes))
                : RequestBody.create(type, bytes);
    }

    /** A body that can be written once. */
    private static final class OneShot extends RequestBody {

        private final @Nullable MediaType type;
        private final InputStream stream;

        OneShot(@Nullable MediaType type, InputStream stream) {
            this.type = type;
            this.stream = stream;
        }

        @Override
        public @Nullable MediaType contentType() {
            return type;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.writeAll(Okio.source(stream));
        }
    }

    private static Result result(Response response, Call call, Heads heads) {
        try (response) {
            InputStream body = response.body().byteStream();
            byte[] bytes = call.readLimit() > 0 ? body.readNBytes(call.readLimit()) : body.readAllBytes();
            return Result.response(response.code(), response.headers().toMultimap(), bytes, heads.statuses);
        } catch (IOException failure) {
            return Result.failure(failure, heads.statuses);
        }
    }

    /** {@code execute}, on the thread that waits. */
    private record Blocking(okhttp3.Call made, Call call, Heads heads) implements Running {

        @Override
        public Result await() {
            try {
                return result(made.execute(), call, heads);
            } catch (IOException failure) {
                return Result.failure(failure, heads.statuses);
            }
        }

        @Override
        public void cancel() {
            made.cancel();
        }

        @Override
        public void cancelDependent() {
            throw new UnsupportedOperationException("nothing depends on a call");
        }
    }

    /** {@code enqueue}. */
    private static final class Async implements Running {

        private final okhttp3.Call made;
        private final Call call;
        private final Heads heads;
        private final CompletableFuture<Response> response = new CompletableFuture<>();

        Async(okhttp3.Call made, Call call, Heads heads) {
            this.made = made;
            this.call = call;
            this.heads = heads;
            made.enqueue(new Callback() {
                @Override
                public void onFailure(okhttp3.Call failed, IOException failure) {
                    response.completeExceptionally(failure);
                }

                @Override
                public void onResponse(okhttp3.Call answered, Response answer) {
                    response.complete(answer);
                }
            });
        }

        @Override
        public Result await() throws InterruptedException {
            try {
                return result(response.get(), call, heads);
            } catch (ExecutionException failure) {
                return Result.failure(Objects.requireNonNull(failure.getCause()), heads.statuses);
            }
        }

        @Override
        public void cancel() {
            made.cancel();
        }

        @Override
        public void cancelDependent() {
            throw new UnsupportedOperationException("nothing depends on a call");
        }
    }

    /** A WebSocket handshake. */
    private static final class Handshake extends WebSocketListener implements Running {

        private final WebSocket socket;
        private final CompletableFuture<Result> outcome = new CompletableFuture<>();

        Handshake(OkHttpClient client, Request request) {
            this.socket = client.newWebSocket(request, this);
        }

        @Override
        public void onOpen(WebSocket opened, Response response) {
            outcome.complete(Result.response(101, Map.of(), new byte[0], List.of()));
            opened.cancel();
        }

        @Override
        public void onFailure(WebSocket failed, Throwable failure, @Nullable Response response) {
            if (response == null) {
                outcome.complete(Result.failure(failure, List.of()));
            } else {
                outcome.complete(
                        Result.failure(response.code(), response.headers().toMultimap(), failure, List.of()));
                response.close();
            }
        }

        @Override
        public Result await() throws InterruptedException {
            try {
                return outcome.get();
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public void cancel() {
            socket.cancel();
        }

        @Override
        public void cancelDependent() {
            cancel();
        }
    }
}
