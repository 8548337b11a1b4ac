package dev.mcpauthfix.it.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.SSLConnectionSocketFactory;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Calls through the classic client of Apache HttpClient 5. */
final class ApacheClassic5Caller implements Caller {

    private static final String HEADS = "heads";

    private final Map<Call.Client, CloseableHttpClient> clients = new ConcurrentHashMap<>();

    @Override
    public Running start(Call call) {
        return new Blocking(clients.computeIfAbsent(call.client(), ApacheClassic5Caller::client), request(call), call);
    }

    private static CloseableHttpClient client(Call.Client options) {
        HttpClientBuilder client = HttpClients.custom().addExecInterceptorFirst("heads", (request, scope, chain) -> {
            var response = chain.proceed(request, scope);
            note(scope.clientContext, response.getCode());
            return response;
        });
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
        return client.build();
    }

    @SuppressWarnings("deprecation") // the one that 5.0 has
    private static HttpClientConnectionManager trusting(Call.Network network) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setSSLSocketFactory(
                        new SSLConnectionSocketFactory(ClientTrust.of(network).context()))
                .build();
    }

    @SuppressWarnings("unchecked")
    private static void note(HttpClientContext context, int status) {
        ((List<Integer>) context.getAttribute(HEADS)).add(status);
    }

    private static HttpUriRequestBase request(Call call) {
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), URI.create(call.url()));
        call.headers().forEach(request::addHeader);
        request.setEntity(entity(call));
        if (typedByBody(call)) {
            request.removeHeaders("Content-Type");
        }
        if (call.timeoutMillis() > 0) {
            request.setConfig(RequestConfig.custom()
                    .setResponseTimeout(Timeout.ofMilliseconds(call.timeoutMillis()))
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
            case BYTES -> new ByteArrayEntity(body, ContentType.parse(call.contentType()));
            case ONE_SHOT_STREAM -> new InputStreamEntity(new ByteArrayInputStream(body), null);
            default -> new StringEntity(call.body(), StandardCharsets.UTF_8);
        };
    }

    /** {@code execute}, on the thread that waits. */
    private record Blocking(CloseableHttpClient client, HttpUriRequestBase request, Call call) implements Running {

        @Override
        @SuppressWarnings("deprecation") // the one that 5.0 has
        public Result await() {
            List<Integer> heads = new CopyOnWriteArrayList<>();
            HttpClientContext context = HttpClientContext.create();
            context.setAttribute(HEADS, heads);
            try {
                CloseableHttpResponse response = client.execute(request, context);
                Result result =
                        Result.response(response.getCode(), headers(response), read(response.getEntity()), heads);
                if (call.readLimit() == 0) {
                    response.close();
                }
                return result;
            } catch (IOException failure) {
                return Result.failure(failure, heads);
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
            if (call.readLimit() == 0) {
                return content.readAllBytes();
            }
            byte[] enough = content.readNBytes(call.readLimit());
            // 5.0 reads to its end what is only closed.
            request.cancel();
            return enough;
        }

        private static Map<String, List<String>> headers(CloseableHttpResponse response) {
            return Arrays.stream(response.getHeaders())
                    .collect(Collectors.groupingBy(
                            header -> header.getName().toLowerCase(Locale.ROOT),
                            Collectors.mapping(Header::getValue, Collectors.toList())));
        }

        @Override
        public void cancel() {
            request.cancel();
        }

        @Override
        public void cancelDependent() {
            cancel();
        }
    }
}
