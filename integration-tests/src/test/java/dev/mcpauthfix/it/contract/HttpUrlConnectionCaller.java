package dev.mcpauthfix.it.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.SocketException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.HttpsURLConnection;

/** Calls through {@code java.net.HttpURLConnection}. */
final class HttpUrlConnectionCaller implements Caller {

    /** A header that makes the body go out as it is written, in one of two ways. */
    static final String STREAMING = "X-Streaming";

    static final String FIXED_LENGTH = "fixed length";
    static final String CHUNKED = "chunked";

    @Override
    public Running start(Call call) {
        try {
            return new Blocking(call, open(call), new AtomicBoolean());
        } catch (IOException failure) {
            throw new IllegalArgumentException(call.url(), failure);
        }
    }

    private static HttpURLConnection open(Call call) throws IOException {
        Call.Network network = call.client().network();
        URL url = URI.create(call.url()).toURL();
        HttpURLConnection connection = (HttpURLConnection)
                (network.proxyPort() == 0 ? url.openConnection() : url.openConnection(proxy(network)));
        if (connection instanceof HttpsURLConnection secure
                && !network.trusted().isEmpty()) {
            secure.setSSLSocketFactory(ClientTrust.of(network).context().getSocketFactory());
        }
        connection.setRequestMethod(call.method());
        connection.setInstanceFollowRedirects(call.client().redirects() != Call.Redirects.NEVER);
        call.headers().forEach(connection::setRequestProperty);
        connection.setReadTimeout(call.timeoutMillis());
        if (call.client().authenticator()) {
            connection.setAuthenticator(new Authenticator() {
                @Override
                protected PasswordAuthentication getPasswordAuthentication() {
                    return new PasswordAuthentication("user", "password".toCharArray());
                }
            });
        }
        return connection;
    }

    private static Proxy proxy(Call.Network network) {
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", network.proxyPort()));
    }

    private record Blocking(Call call, HttpURLConnection connection, AtomicBoolean disconnected) implements Running {

        @Override
        public Result await() {
            try {
                send();
                int status = connection.getResponseCode();
                try (InputStream body = body(status)) {
                    return Result.response(status, headers(), read(body), List.of(status));
                }
            } catch (IOException failure) {
                return Result.failure(failure, List.of());
            } catch (RuntimeException failure) {
                // A disconnect on another thread takes the JDK's connection from under the hands of who reads.
                if (!disconnected.get() || !isNullPointer(failure)) {
                    throw failure;
                }
                return Result.failure(new SocketException("Socket closed"), List.of());
            }
        }

        /** Where the JDK throws once more what it has kept, it wraps it. */
        private static boolean isNullPointer(RuntimeException failure) {
            return failure instanceof NullPointerException || failure.getCause() instanceof NullPointerException;
        }

        private void send() throws IOException {
            byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
            if (body.length == 0) {
                return;
            }
            connection.setDoOutput(true);
            String streaming = call.headers().getOrDefault(STREAMING, "");
            if (streaming.equals(FIXED_LENGTH)) {
                connection.setFixedLengthStreamingMode(body.length);
            } else if (streaming.equals(CHUNKED)) {
                connection.setChunkedStreamingMode(0);
            }
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
        }

        private InputStream body(int status) throws IOException {
            InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
            return body == null ? InputStream.nullInputStream() : body;
        }

        private byte[] read(InputStream body) throws IOException {
            return call.readLimit() > 0 ? body.readNBytes(call.readLimit()) : body.readAllBytes();
        }

        /** The status line is the header without a name. */
        private Map<String, List<String>> headers() {
            Map<String, List<String>> named = new TreeMap<>();
            connection.getHeaderFields().forEach((name, values) -> {
                if (name != null) {
                    named.put(name.toLowerCase(Locale.ROOT), values);
                }
            });
            return named;
        }

        @Override
        public void cancel() {
            disconnected.set(true);
            connection.disconnect();
        }

        @Override
        public void cancelDependent() {
            throw new UnsupportedOperationException("nothing depends on a connection");
        }
    }
}
