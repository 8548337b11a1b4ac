package dev.mcpauthfix.it.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.ProtocolException;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpEntityEnclosingRequestBase;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.InputStreamEntity;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.client.LaxRedirectStrategy;
import org.apache.http.protocol.HttpContext;
import org.apache.http.util.EntityUtils;
import org.jspecify.annotations.Nullable;

/** Calls through the classic client of Apache HttpClient 4. */
final class ApacheClassic4Caller implements Caller {

    private static final String HEADS = "heads";
    private static final int PERMANENT_REDIRECT = 308;

    private final Map<Call.Client, CloseableHttpClient> clients = new ConcurrentHashMap<>();

    @Override
    public Running start(Call call) {
        return new Blocking(clients.computeIfAbsent(call.client(), ApacheClassic4Caller::client), request(call), call);
    }

    private static CloseableHttpClient client(Call.Client options) {
        HttpClientBuilder client = HttpClients.custom()
                .addInterceptorLast((HttpResponse response, HttpContext context) ->
                        note(context, response.getStatusLine().getStatusCode(), options));
        if (options.redirects() == Call.Redirects.NEVER) {
            client.disableRedirectHandling();
        } else {
            client.setRedirectStrategy(new Following());
        }
        if (options.authenticator()) {
            BasicCredentialsProvider credentials = new BasicCredentialsProvider();
            credentials.setCredentials(AuthScope.ANY, new UsernamePasswordCredentials("user", "password"));
            client.setDefaultCredentialsProvider(credentials);
        }
        if (!options.network().trusted().isEmpty()) {
            client.setSSLSocketFactory(new SSLConnectionSocketFactory(
                    ClientTrust.of(options.network()).context()));
        }
        if (options.network().proxyPort() > 0) {
            client.setProxy(new HttpHost("127.0.0.1", options.network().proxyPort()));
        }
        return client.build();
    }

    /** An interceptor sees each hop; a redirect that the client follows is none that the application's code is given. */
    @SuppressWarnings("unchecked")
    private static void note(HttpContext context, int status, Call.Client options) {
        if (status / 100 != 3 || options.redirects() == Call.Redirects.NEVER) {
            ((List<Integer>) context.getAttribute(HEADS)).add(status);
        }
    }

    /** Follows with any method, and what 4.3 does not know yet. */
    private static final class Following extends LaxRedirectStrategy {

        @Override
        public boolean isRedirected(HttpRequest request, HttpResponse response, HttpContext context)
                throws ProtocolException {
            return response.getStatusLine().getStatusCode() == PERMANENT_REDIRECT
                    || super.isRedirected(request, response, context);
        }

        /** 4.3 copies what its own interceptors have added, and then refuses to add it. */
        @Override
        public HttpUriRequest getRedirect(HttpRequest request, HttpResponse response, HttpContext context)
                throws ProtocolException {
            HttpUriRequest redirect = super.getRedirect(request, response, context);
            redirect.removeHeaders("Content-Length");
            return redirect;
        }
    }

    /** A request of any method, with a body where there is one. */
    private static final class AnyRequest extends HttpEntityEnclosingRequestBase {

        private final String method;

        AnyRequest(String method, URI uri) {
            this.method = method;
            setURI(uri);
        }

        @Override
        public String getMethod() {
            return method;
        }
    }

    private static AnyRequest request(Call call) {
        AnyRequest request = new AnyRequest(call.method(), URI.create(call.url()));
        call.headers().forEach(request::addHeader);
        request.setEntity(entity(call));
        if (typedByBody(call)) {
            request.removeHeaders("Content-Type");
        }
        if (call.timeoutMillis() > 0) {
            request.setConfig(RequestConfig.custom()
                    .setSocketTimeout(call.timeoutMillis())
                    .build());
        }
        return request;
    }

    /** Bytes are given their type as applications do it, and all else by a header. */
    private static boolean typedByBody(Call call) {
        return call.publish() == Call.Publish.BYTES && !call.body().isEmpty() && call.contentType() != null;
    }

    private static @Nullable HttpEntity entity(Call call) {
        byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
        if (body.length == 0) {
            return null;
        }
        return switch (call.publish()) {
            case BYTES ->
                new ByteArrayEntity(body, call.contentType() == null ? null : ContentType.parse(call.contentType()));
            case ONE_SHOT_STREAM -> new InputStreamEntity(new ByteArrayInputStream(body));
            default -> new StringEntity(call.body(), StandardCharsets.UTF_8);
        };
    }

    /** {@code execute}, on the thread that waits. */
    private record Blocking(CloseableHttpClient client, AnyRequest request, Call call) implements Running {

        @Override
        public Result await() {
            List<Integer> heads = new CopyOnWriteArrayList<>();
            HttpClientContext context = HttpClientContext.create();
            context.setAttribute(HEADS, heads);
            try (CloseableHttpResponse response = client.execute(request, context)) {
                return Result.response(
                        response.getStatusLine().getStatusCode(), headers(response), read(response.getEntity()), heads);
            } catch (IOException | IndexOutOfBoundsException failure) {
                // What an aborted call fails with is a race within the library: of the socket's and the connection's
                // end, or of its buffer, which the abort empties under the hands of who reads.
                return Result.failure(request.isAborted() ? new InterruptedIOException("aborted") : failure, heads);
            }
        }

        private byte[] read(@Nullable HttpEntity entity) throws IOException {
            if (entity == null) {
                return new byte[0];
            }
            if (call.receive() != Call.Receive.STREAM) {
                return EntityUtils.toByteArray(entity);
            }
            InputStream content = entity.getContent();
            return call.readLimit() > 0 ? content.readNBytes(call.readLimit()) : content.readAllBytes();
        }

        private static Map<String, List<String>> headers(HttpResponse response) {
            return Arrays.stream(response.getAllHeaders())
                    .collect(Collectors.groupingBy(
                            header -> header.getName().toLowerCase(Locale.ROOT),
                            Collectors.mapping(header -> header.getValue(), Collectors.toList())));
        }

        @Override
        public void cancel() {
            request.abort();
        }

        @Override
        public void cancelDependent() {
            cancel();
        }
    }
}
