package dev.mcpauthfix.it.contract;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** Calls through Reactor Netty's own client, with one event loop thread for everybody. */
final class ReactorNettyCaller implements Caller {

    private static final int MOST_REDIRECTS = 5;
    private static final int PIECE = 16;

    private final Map<Call.Client, HttpClient> clients = new ConcurrentHashMap<>();
    private final LoopResources loop = LoopResources.create("the-only-loop", 1, true);

    @Override
    public Running start(Call call) {
        List<Integer> heads = new CopyOnWriteArrayList<>();
        Mono<Result> result = call.method().equals(Call.WEB_SOCKET) ? handshake(call) : result(call, heads);
        return MonoRunning.of(call.send(), result, heads);
    }

    private HttpClient client(Call.Client options) {
        HttpClient client = options.name().equals("one connection")
                ? HttpClient.create(ConnectionProvider.builder(options.name())
                        .maxConnections(1)
                        .pendingAcquireMaxCount(-1)
                        .build())
                : HttpClient.create();
        client = NettyNetwork.configured(client, options.network()).runOn(loop);
        if (options.http11()) {
            client = client.protocol(HttpProtocol.HTTP11);
        }
        if (options.redirects() == Call.Redirects.NEVER) {
            return client;
        }
        return options.name().equals("copies headers")
                ? client.followRedirect(ReactorNettyCaller::follows, ReactorNettyCaller::copy)
                : client.followRedirect(ReactorNettyCaller::follows);
    }

    private static boolean follows(HttpClientRequest request, HttpClientResponse response) {
        return response.status().code() / 100 == 3 && request.redirectedFrom().length < MOST_REDIRECTS;
    }

    private static void copy(HttpHeaders before, HttpClientRequest request) {
        before.forEach(header -> {
            if (!header.getKey().equalsIgnoreCase("host")) {
                request.header(header.getKey(), header.getValue());
            }
        });
    }

    /** An application sets its limit by one of two means: the client's, which starts anew with each read, or one for the whole call. */
    private Mono<Result> result(Call call, List<Integer> heads) {
        Duration limit = Duration.ofMillis(call.timeoutMillis());
        boolean ofClient = call.timeoutMillis() > 0 && call.send() == Call.Send.ASYNC;
        boolean ofCall = call.timeoutMillis() > 0 && call.send() == Call.Send.BLOCKING;
        HttpClient known = clients.computeIfAbsent(call.client(), this::client);
        HttpClient client = ofClient ? known.responseTimeout(limit) : known;
        Mono<Result> result = received(sent(client, call), call, heads);
        return ofCall ? result.timeout(limit) : result;
    }

    /** With BYTES the application's own function sends, and adds the headers late. */
    private static HttpClient.ResponseReceiver<?> sent(HttpClient client, Call call) {
        byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
        HttpClient.RequestSender request = (body.length > 0 && call.publish() == Call.Publish.BYTES
                        ? client
                        : client.headers(headers -> call.headers().forEach(headers::set)))
                .request(HttpMethod.valueOf(call.method()))
                .uri(call.url());
        if (body.length == 0) {
            return request;
        }
        return switch (call.publish()) {
            case STRING -> request.send(ByteBufFlux.fromString(Mono.just(call.body())));
            case BYTES ->
                request.send((now, outbound) -> Mono.defer(() -> {
                    call.headers().forEach(now::header);
                    return outbound.sendByteArray(Mono.just(body)).then();
                }));
            case ONE_SHOT_STREAM -> request.send(pieces(new ByteArrayInputStream(body)));
            case ONE_SHOT_PUBLISHER -> request.send(once(body));
        };
    }

    private static Flux<ByteBuf> once(byte[] body) {
        AtomicBoolean used = new AtomicBoolean();
        return Flux.defer(() -> used.getAndSet(true)
                ? Flux.error(new IllegalStateException("this body was sent"))
                : pieces(new ByteArrayInputStream(body)));
    }

    private static Flux<ByteBuf> pieces(InputStream stream) {
        return Flux.generate(sink -> {
            try {
                byte[] piece = stream.readNBytes(PIECE);
                if (piece.length == 0) {
                    sink.complete();
                } else {
                    sink.next(Unpooled.wrappedBuffer(piece));
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        });
    }

    private static Mono<Result> received(HttpClient.ResponseReceiver<?> call, Call as, List<Integer> heads) {
        return switch (as.receive()) {
            case DISCARDING ->
                call.response()
                        .doOnNext(response -> heads.add(response.status().code()))
                        .map(response -> result(response, new byte[0], heads));
            case STRING ->
                call.responseSingle((response, body) -> {
                    heads.add(response.status().code());
                    return body.asString(StandardCharsets.UTF_8)
                            .defaultIfEmpty("")
                            .map(text -> result(response, text.getBytes(StandardCharsets.UTF_8), heads));
                });
            case STREAM ->
                call.responseConnection((response, connection) -> {
                            heads.add(response.status().code());
                            return joined(
                                            limited(
                                                    connection
                                                            .inbound()
                                                            .receive()
                                                            .asByteArray(),
                                                    as.readLimit()),
                                            response,
                                            heads)
                                    .doFinally(end -> {
                                        if (as.readLimit() > 0) {
                                            connection.dispose();
                                        }
                                    });
                        })
                        .single();
            default ->
                call.response((response, body) -> {
                            heads.add(response.status().code());
                            return joined(body.asByteArray().limitRate(1), response, heads);
                        })
                        .single();
        };
    }

    private static Flux<byte[]> limited(Flux<byte[]> pieces, int limit) {
        AtomicLong read = new AtomicLong();
        return limit == 0
                ? pieces
                : pieces.map(piece -> {
                            long before = read.getAndAdd(piece.length);
                            int more = (int) Math.max(0, Math.min(piece.length, limit - before));
                            return Arrays.copyOf(piece, more);
                        })
                        .takeUntil(piece -> read.get() >= limit);
    }

    private static Mono<Result> joined(Flux<byte[]> pieces, HttpClientResponse response, List<Integer> heads) {
        return pieces.collect(ByteArrayOutputStream::new, ByteArrayOutputStream::writeBytes)
                .map(all -> result(response, all.toByteArray(), heads));
    }

    private static Result result(HttpClientResponse response, byte[] body, List<Integer> heads) {
        return Result.response(response.status().code(), headers(response.responseHeaders()), body, heads);
    }

    private static Map<String, List<String>> headers(HttpHeaders response) {
        Map<String, List<String>> headers = new TreeMap<>();
        response.names().forEach(name -> headers.put(name.toLowerCase(Locale.ROOT), response.getAll(name)));
        return headers;
    }

    private Mono<Result> handshake(Call call) {
        List<Integer> heads = List.of();
        return clients.computeIfAbsent(call.client(), this::client)
                .headers(headers -> call.headers().forEach(headers::set))
                .websocket()
                .uri(call.url())
                .connect()
                .map(connection -> {
                    connection.dispose();
                    return Result.response(101, Map.of(), new byte[0], heads);
                })
                .onErrorResume(failure -> Mono.just(Result.failure(
                        String.valueOf(failure.getMessage()).contains("401") ? 401 : 0, Map.of(), failure, heads)));
    }
}
