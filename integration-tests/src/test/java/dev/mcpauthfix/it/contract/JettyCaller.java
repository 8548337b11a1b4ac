package dev.mcpauthfix.it.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.AsyncRequestContent;
import org.eclipse.jetty.client.Authentication;
import org.eclipse.jetty.client.BasicAuthentication;
import org.eclipse.jetty.client.BufferingResponseListener;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.InputStreamRequestContent;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.ClientConnectionFactoryOverHTTP2;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Calls through Jetty's client. */
final class JettyCaller implements Caller {

    private static final int MOST_BYTES = 512 * 1024 * 1024;

    private final Map<Call.Client, HttpClient> clients = new ConcurrentHashMap<>();

    @Override
    public Running start(Call call) {
        HttpClient client = clients.computeIfAbsent(call.client(), JettyCaller::client);
        List<Integer> heads = new CopyOnWriteArrayList<>();
        Request request = request(client, call).onResponseBegin(response -> heads.add(response.getStatus()));
        boolean buffered = call.receive() == Call.Receive.STRING || call.receive() == Call.Receive.BYTES;
        if (call.send() == Call.Send.BLOCKING && buffered) {
            return new Blocking(request, heads);
        }
        return switch (call.receive()) {
            case STREAM -> Streaming.start(request, heads, call.readLimit());
            case DISCARDING -> Async.discarding(request, heads);
            default -> Async.buffering(request, heads);
        };
    }

    private static HttpClient client(Call.Client options) {
        HttpClient client = new HttpClient(transport(options.network()));
        if (options.network().proxyPort() > 0) {
            client.getProxyConfiguration()
                    .addProxy(new HttpProxy("127.0.0.1", options.network().proxyPort()));
        }
        try {
            client.start();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        if (options.authenticator()) {
            client.getAuthenticationStore().addAuthentication(new User());
        } else {
            // Who wants to see a 401 itself takes Jetty's own handler out, which buffers it and wants a challenge in
            // it.
            client.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
        }
        return client;
    }

    private static HttpClientTransport transport(Call.Network network) {
        ClientConnector connector = new ClientConnector();
        if (!network.trusted().isEmpty()) {
            SslContextFactory.Client tls = new SslContextFactory.Client();
            tls.setSslContext(ClientTrust.of(network).context());
            connector.setSslContextFactory(tls);
        }
        return network.http2()
                ? new HttpClientTransportDynamic(
                        connector, new ClientConnectionFactoryOverHTTP2.HTTP2(new HTTP2Client(connector)))
                : new HttpClientTransportOverHTTP(connector);
    }

    /** Knows a user for Basic. */
    private static final class User implements Authentication {

        @Override
        public boolean matches(String type, URI uri, String realm) {
            return type.equalsIgnoreCase("Basic");
        }

        @Override
        public Result authenticate(
                Request request,
                ContentResponse response,
                HeaderInfo headerInfo,
                org.eclipse.jetty.util.Attributes context) {
            return new BasicAuthentication.BasicResult(request.getURI(), "user", "password");
        }
    }

    private static Request request(HttpClient client, Call call) {
        Request request = client.newRequest(URI.create(call.url()))
                .method(call.method())
                .followRedirects(call.client().redirects() != Call.Redirects.NEVER)
                .headers(headers -> call.headers().forEach(headers::put));
        if (!call.body().isEmpty()) {
            request.body(content(call));
        }
        return call.timeoutMillis() > 0 ? request.timeout(call.timeoutMillis(), TimeUnit.MILLISECONDS) : request;
    }

    private static Request.Content content(Call call) {
        byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
        return switch (call.publish()) {
            case STRING -> new StringRequestContent(call.body());
            case BYTES -> new BytesRequestContent(body);
            case ONE_SHOT_STREAM -> new InputStreamRequestContent(new ByteArrayInputStream(body));
            case ONE_SHOT_PUBLISHER -> {
                AsyncRequestContent content = new AsyncRequestContent();
                content.write(ByteBuffer.wrap(body), Callback.NOOP);
                content.close();
                yield content;
            }
        };
    }

    private static Result result(Response response, byte[] body, List<Integer> heads) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (HttpField field : response.getHeaders()) {
            headers.computeIfAbsent(field.getLowerCaseName(), name -> new ArrayList<>())
                    .add(field.getValue());
        }
        return Result.response(response.getStatus(), headers, body, heads);
    }

    private static Result failure(ExecutionException failure, List<Integer> heads) {
        Throwable cause = failure.getCause();
        return Result.failure(cause == null ? failure : cause, heads);
    }

    private static void abort(Request request) {
        var unused = request.abort(new CancellationException("the application cancelled it"));
    }

    /** {@code send()}, on the thread that waits. */
    private record Blocking(Request request, List<Integer> heads) implements Running {

        @Override
        public Result await() throws InterruptedException {
            try {
                ContentResponse response = request.send();
                return result(response, response.getContent(), heads);
            } catch (ExecutionException failure) {
                return failure(failure, heads);
            } catch (TimeoutException late) {
                return Result.failure(late, heads);
            }
        }

        @Override
        public void cancel() {
            abort(request);
        }

        @Override
        public void cancelDependent() {
            throw new UnsupportedOperationException("nothing depends on a call of Jetty's");
        }
    }

    /** A listener of the application's that is told of the end. */
    private record Async(Request request, CompletableFuture<Result> outcome) implements Running {

        static Async buffering(Request request, List<Integer> heads) {
            CompletableFuture<Result> outcome = new CompletableFuture<>();
            request.send(new BufferingResponseListener(MOST_BYTES) {
                @Override
                public void onComplete(org.eclipse.jetty.client.Result ended) {
                    byte[] body = getContent();
                    outcome.complete(
                            ended.isFailed()
                                    ? Result.failure(ended.getFailure(), heads)
                                    : result(ended.getResponse(), body == null ? new byte[0] : body, heads));
                }
            });
            return new Async(request, outcome);
        }

        static Async discarding(Request request, List<Integer> heads) {
            CompletableFuture<Result> outcome = new CompletableFuture<>();
            request.send(ended -> outcome.complete(
                    ended.isFailed()
                            ? Result.failure(ended.getFailure(), heads)
                            : result(ended.getResponse(), new byte[0], heads)));
            return new Async(request, outcome);
        }

        @Override
        public Result await() {
            return outcome.join();
        }

        @Override
        public void cancel() {
            abort(request);
        }

        @Override
        public void cancelDependent() {
            throw new UnsupportedOperationException("nothing depends on a call of Jetty's");
        }
    }

    /** A stream that the application reads. */
    private record Streaming(Request request, List<Integer> heads, InputStreamResponseListener listener, int readLimit)
            implements Running {

        static Streaming start(Request request, List<Integer> heads, int readLimit) {
            InputStreamResponseListener listener = new InputStreamResponseListener();
            request.send(listener);
            return new Streaming(request, heads, listener, readLimit);
        }

        @Override
        public Result await() throws InterruptedException {
            try {
                Response response = listener.get(ContractJvm.PATIENCE_SECONDS, TimeUnit.SECONDS);
                try (InputStream body = listener.getInputStream()) {
                    return result(response, readLimit > 0 ? body.readNBytes(readLimit) : body.readAllBytes(), heads);
                }
            } catch (ExecutionException failure) {
                return failure(failure, heads);
            } catch (TimeoutException | IOException failure) {
                return Result.failure(failure, heads);
            }
        }

        @Override
        public void cancel() {
            abort(request);
        }

        @Override
        public void cancelDependent() {
            throw new UnsupportedOperationException("nothing depends on a call of Jetty's");
        }
    }
}
