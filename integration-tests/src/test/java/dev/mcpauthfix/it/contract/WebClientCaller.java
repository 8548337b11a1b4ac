package dev.mcpauthfix.it.contract;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** Calls through Spring's {@code WebClient} on Reactor Netty, with one event loop thread for everybody. */
class WebClientCaller implements Caller {

    private static final int MOST_REDIRECTS = 5;
    private static final String HEADS = "heads";

    private final Map<Call.Client, WebClient> clients = new ConcurrentHashMap<>();
    private final LoopResources loop = LoopResources.create("the-only-loop", 1, true);

    @Override
    public Running start(Call call) {
        List<Integer> heads = new CopyOnWriteArrayList<>();
        Mono<Result> result = result(call, heads);
        return MonoRunning.of(call.send(), result, heads);
    }

    /** The connector of one client. */
    ClientHttpConnector connector(Call.Client options) {
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
        if (options.redirects() != Call.Redirects.NEVER) {
            client = client.followRedirect((request, response) ->
                    response.status().code() / 100 == 3 && request.redirectedFrom().length < MOST_REDIRECTS);
        }
        return new ReactorClientHttpConnector(client);
    }

    private WebClient client(Call.Client options) {
        return WebClient.builder()
                .clientConnector(connector(options))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
                .filter(WebClientCaller::record)
                .build();
    }

    @SuppressWarnings("unchecked") // this class put it there
    private static Mono<ClientResponse> record(ClientRequest request, ExchangeFunction next) {
        List<Integer> heads = (List<Integer>) request.attributes().get(HEADS);
        return next.exchange(request)
                .doOnNext(response -> Objects.requireNonNull(heads).add(status(response)));
    }

    private Mono<Result> result(Call call, List<Integer> heads) {
        WebClient.RequestBodySpec request = clients.computeIfAbsent(call.client(), this::client)
                .method(HttpMethod.valueOf(call.method()))
                .uri(URI.create(call.url()))
                .attribute(HEADS, heads);
        call.headers().forEach(request::header);
        Mono<Result> result = withBody(request, call)
                .exchangeToMono(response -> body(response, call)
                        .defaultIfEmpty(new byte[0])
                        .map(body -> Result.response(status(response), headers(response), body, heads)));
        return call.timeoutMillis() == 0 ? result : result.timeout(Duration.ofMillis(call.timeoutMillis()));
    }

    private static WebClient.RequestHeadersSpec<?> withBody(WebClient.RequestBodySpec request, Call call) {
        byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
        if (body.length == 0) {
            return request;
        }
        return switch (call.publish()) {
            case STRING -> request.bodyValue(call.body());
            case BYTES -> request.bodyValue(body);
            case ONE_SHOT_STREAM ->
                request.body(BodyInserters.fromResource(new InputStreamResource(new ByteArrayInputStream(body))));
            case ONE_SHOT_PUBLISHER -> request.body(BodyInserters.fromDataBuffers(once(body)));
        };
    }

    private static Flux<DataBuffer> once(byte[] body) {
        AtomicBoolean used = new AtomicBoolean();
        return Flux.defer(() -> used.getAndSet(true)
                ? Flux.error(new IllegalStateException("this body was sent"))
                : Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)));
    }

    private static Mono<byte[]> body(ClientResponse response, Call call) {
        return switch (call.receive()) {
            case STRING -> response.bodyToMono(String.class).map(text -> text.getBytes(StandardCharsets.UTF_8));
            case BYTES -> response.bodyToMono(byte[].class);
            case DISCARDING -> response.releaseBody().then(Mono.empty());
            case STREAM ->
                joined(
                        call.readLimit() > 0
                                ? DataBufferUtils.takeUntilByteCount(buffers(response), call.readLimit())
                                : buffers(response));
            default -> joined(buffers(response).limitRate(1));
        };
    }

    private static Flux<DataBuffer> buffers(ClientResponse response) {
        return response.body(BodyExtractors.toDataBuffers());
    }

    private static Mono<byte[]> joined(Flux<DataBuffer> buffers) {
        return DataBufferUtils.join(buffers).map(buffer -> {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            DataBufferUtils.release(buffer);
            return bytes;
        });
    }

    private static Map<String, List<String>> headers(ClientResponse response) {
        Map<String, List<String>> headers = new TreeMap<>();
        response.headers()
                .asHttpHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        return headers;
    }

    /** Spring 5 has another type for it than Spring 7. */
    private static int status(ClientResponse response) {
        try {
            Object status = ClientResponse.class.getMethod("statusCode").invoke(response);
            return (int) ClientResponse.class
                    .getMethod("statusCode")
                    .getReturnType()
                    .getMethod("value")
                    .invoke(status);
        } catch (ReflectiveOperationException unknown) {
            throw new IllegalStateException(unknown);
        }
    }
}
