package dev.mcpauthfix.it.contract;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.ProxyOptions;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Calls through Vert.x with one event loop, so that whoever blocks it is found out. */
final class VertxCaller implements Caller {

    // What is blocked for less than a login takes may be a busy machine, and would be told on the error stream.
    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setEventLoopPoolSize(1)
            .setMaxEventLoopExecuteTime(30)
            .setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS));
    private final Map<Call.Client, HttpClient> clients = new ConcurrentHashMap<>();

    @Override
    public Running start(Call call) {
        Sending sending = new Sending(clients.computeIfAbsent(call.client(), this::client), call);
        return call.send() == Call.Send.BLOCKING ? new Blocking(sending) : sending.begin();
    }

    private HttpClient client(Call.Client options) {
        HttpClientOptions client = new HttpClientOptions();
        if (options.http11()) {
            client.setProtocolVersion(HttpVersion.HTTP_1_1);
        }
        configure(client, options.network());
        try {
            // Its result has another type in Vert.x 5.
            return (HttpClient) Vertx.class
                    .getMethod("createHttpClient", HttpClientOptions.class)
                    .invoke(vertx, client);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void configure(HttpClientOptions client, Call.Network network) {
        if (!network.trusted().isEmpty()) {
            client.setTrustOptions(new PfxOptions().setPath(network.trusted()).setPassword(PrivateAuthority.PASSWORD));
        }
        if (network.proxyPort() > 0) {
            client.setProxyOptions(new ProxyOptions().setHost("127.0.0.1").setPort(network.proxyPort()));
        }
        if (network.http2()) {
            client.setUseAlpn(true).setProtocolVersion(HttpVersion.HTTP_2);
        }
    }

    /** All of a call happens on its thread. */
    private record Blocking(Sending sending) implements Running {

        @Override
        public Result await() throws InterruptedException {
            return sending.begin().await();
        }

        @Override
        public void cancel() {
            throw new UnsupportedOperationException("a blocking call ends by itself");
        }

        @Override
        public void cancelDependent() {
            cancel();
        }
    }

    /** A request from its birth to the last byte of its response. */
    private static final class Sending implements Running {

        private final HttpClient client;
        private final Call call;
        private final List<Integer> heads = new CopyOnWriteArrayList<>();
        private final Promise<Result> result = Promise.promise();
        private final Promise<HttpClientRequest> request = Promise.promise();

        Sending(HttpClient client, Call call) {
            this.client = client;
            this.call = call;
        }

        Sending begin() {
            client.request(options())
                    .compose(made -> {
                        request.complete(made);
                        // Here, on the event loop: a response that finds no handler is lost.
                        return send(made).compose(this::receive);
                    })
                    .onSuccess(result::tryComplete)
                    .onFailure(failure -> result.tryComplete(failure(failure)));
            return this;
        }

        private RequestOptions options() {
            RequestOptions options = new RequestOptions()
                    .setMethod(HttpMethod.valueOf(call.method()))
                    .setAbsoluteURI(call.url())
                    .setFollowRedirects(call.client().redirects() != Call.Redirects.NEVER);
            call.headers().forEach((name, value) -> options.addHeader(name, value));
            if (call.timeoutMillis() > 0) {
                options.setTimeout(call.timeoutMillis());
            }
            return options;
        }

        private Future<HttpClientResponse> send(HttpClientRequest made) {
            if (call.body().isEmpty()) {
                return made.send();
            }
            return switch (call.publish()) {
                case STRING -> made.send(call.body());
                case BYTES -> made.send(Buffer.buffer(call.body()));
                case ONE_SHOT_STREAM, ONE_SHOT_PUBLISHER -> made.send(new OneShotStream(Buffer.buffer(call.body())));
            };
        }

        private Future<Result> receive(HttpClientResponse response) {
            heads.add(response.statusCode());
            return switch (call.receive()) {
                case DISCARDING -> response.end().map(end -> result(response, Buffer.buffer()));
                case STREAM -> new SlowReader(response, call.readLimit()).body().map(body -> result(response, body));
                default -> response.body().map(body -> result(response, body));
            };
        }

        private Result result(HttpClientResponse response, Buffer body) {
            Map<String, List<String>> headers = new ConcurrentHashMap<>();
            response.headers()
                    .names()
                    .forEach(name -> headers.put(
                            name.toLowerCase(Locale.ROOT), response.headers().getAll(name)));
            return Result.response(response.statusCode(), headers, body.getBytes(), heads);
        }

        /** A timeout's message names the URL, and no two calls of the contract have the same. */
        private Result failure(Throwable failure) {
            Result told = Result.failure(failure, heads);
            URI uri = URI.create(call.url());
            return new Result(
                    told.status(),
                    told.headers(),
                    told.body(),
                    told.heads(),
                    told.failure().stream()
                            .map(text -> text.replace(uri.getAuthority(), "<authority>")
                                    .replace(" " + uri.getPath() + " ", " <path> "))
                            .toList());
        }

        @Override
        public Result await() throws InterruptedException {
            try {
                return result.future().toCompletionStage().toCompletableFuture().get();
            } catch (ExecutionException failure) {
                return failure(Objects.requireNonNull(failure.getCause()));
            }
        }

        @Override
        public void cancel() {
            var unused = request.future().onSuccess(SlowReader::reset);
        }

        @Override
        public void cancelDependent() {
            cancel();
        }
    }
}
