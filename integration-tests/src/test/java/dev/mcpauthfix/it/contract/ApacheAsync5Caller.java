package dev.mcpauthfix.it.contract;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.nio.AsyncClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.entity.StringAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.nio.support.BasicResponseConsumer;
import org.apache.hc.core5.reactor.ssl.TlsDetails;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Calls through the asynchronous client of Apache HttpClient 5. */
final class ApacheAsync5Caller implements Caller {

    private static final String HEADS = "heads";

    private final Map<Call.Client, CloseableHttpAsyncClient> clients = new ConcurrentHashMap<>();

    @Override
    public Running start(Call call) {
        CloseableHttpAsyncClient client = clients.computeIfAbsent(call.client(), ApacheAsync5Caller::client);
        List<Integer> heads = new CopyOnWriteArrayList<>();
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(HEADS, heads);
        context.setRequestConfig(config(call.timeoutMillis()));
        BasicHttpRequest request = new BasicHttpRequest(call.method(), URI.create(call.url()));
        call.headers().forEach(request::addHeader);
        if (typedByBody(call)) {
            request.removeHeaders("Content-Type");
        }
        return new Async(
                client.execute(
                        new BasicRequestProducer(request, entity(call)),
                        new BasicResponseConsumer<>(new BasicAsyncEntityConsumer()),
                        context,
                        null),
                heads);
    }

    /** Only newer versions decode by themselves, so none is to. */
    private static RequestConfig config(int timeoutMillis) {
        RequestConfig.Builder config = RequestConfig.custom().setContentCompressionEnabled(false);
        if (timeoutMillis > 0) {
            config.setResponseTimeout(Timeout.ofMilliseconds(timeoutMillis));
        }
        return config.build();
    }

    private static CloseableHttpAsyncClient client(Call.Client options) {
        HttpAsyncClientBuilder client = HttpAsyncClients.custom()
                .addExecInterceptorFirst(
                        HEADS,
                        (request, body, scope, chain, callback) ->
                                chain.proceed(request, body, scope, new Noting(scope.clientContext, callback)));
        if (options.redirects() == Call.Redirects.NEVER) {
            client.disableRedirectHandling();
        }
        if (options.authenticator()) {
            BasicCredentialsProvider credentials = new BasicCredentialsProvider();
            credentials.setCredentials(
                    new AuthScope(null, -1), new UsernamePasswordCredentials("user", "password".toCharArray()));
            client.setDefaultCredentialsProvider(credentials);
        }
        if (!options.network().trusted().isEmpty()) {
            client.setConnectionManager(trusting(options.network()));
        }
        if (options.network().proxyPort() > 0) {
            client.setProxy(new HttpHost("127.0.0.1", options.network().proxyPort()));
        }
        CloseableHttpAsyncClient started = client.build();
        started.start();
        return started;
    }

    /** Bytes are given their type as applications do it, and all else by a header. */
    private static boolean typedByBody(Call call) {
        return call.publish() == Call.Publish.BYTES && !call.body().isEmpty() && call.contentType() != null;
    }

    /** 5.0 agrees on HTTP/2 and then does not know it, unless it is told where the JDK says so. */
    @SuppressWarnings("deprecation") // the one that 5.0 has
    private static AsyncClientConnectionManager trusting(Call.Network network) {
        return PoolingAsyncClientConnectionManagerBuilder.create()
                .setTlsStrategy(ClientTlsStrategyBuilder.create()
                        .setSslContext(ClientTrust.of(network).context())
                        .setTlsDetailsFactory(
                                engine -> new TlsDetails(engine.getSession(), engine.getApplicationProtocol()))
                        .build())
                .build();
    }

    private static @Nullable AsyncEntityProducer entity(Call call) {
        if (call.body().isEmpty()) {
            return null;
        }
        byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
        return switch (call.publish()) {
            case BYTES -> new BasicAsyncEntityProducer(body, ContentType.parse(call.contentType()));
            case ONE_SHOT_PUBLISHER -> new OneShot(body);
            default ->
                new StringAsyncEntityProducer(call.body(), ContentType.create("text/plain", StandardCharsets.UTF_8));
        };
    }

    /** A body of which its application says that it is good for once. */
    private static final class OneShot extends BasicAsyncEntityProducer {

        OneShot(byte[] body) {
            super(body, null);
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }
    }

    /** Notes the head of each response that the application's own layer is shown. */
    private record Noting(HttpClientContext context, AsyncExecCallback callback) implements AsyncExecCallback {

        @Override
        @SuppressWarnings("unchecked")
        public AsyncDataConsumer handleResponse(HttpResponse response, EntityDetails entity)
                throws HttpException, IOException {
            ((List<Integer>) context.getAttribute(HEADS)).add(response.getCode());
            return callback.handleResponse(response, entity);
        }

        @Override
        public void handleInformationResponse(HttpResponse response) throws HttpException, IOException {
            callback.handleInformationResponse(response);
        }

        @Override
        public void completed() {
            callback.completed();
        }

        @Override
        public void failed(Exception cause) {
            callback.failed(cause);
        }
    }

    /** {@code execute}, with a future. */
    private record Async(Future<Message<HttpResponse, byte[]>> future, List<Integer> heads) implements Running {

        @Override
        public Result await() throws InterruptedException {
            try {
                Message<HttpResponse, byte[]> message = future.get();
                byte[] body = message.getBody();
                return Result.response(
                        message.getHead().getCode(),
                        headers(message.getHead()),
                        body == null ? new byte[0] : body,
                        heads);
            } catch (ExecutionException failure) {
                return Result.failure(Objects.requireNonNull(failure.getCause()), heads);
            } catch (CancellationException cancelled) {
                return Result.failure(cancelled, heads);
            }
        }

        private static Map<String, List<String>> headers(HttpResponse response) {
            return Arrays.stream(response.getHeaders())
                    .collect(Collectors.groupingBy(
                            header -> header.getName().toLowerCase(Locale.ROOT),
                            Collectors.mapping(Header::getValue, Collectors.toList())));
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
