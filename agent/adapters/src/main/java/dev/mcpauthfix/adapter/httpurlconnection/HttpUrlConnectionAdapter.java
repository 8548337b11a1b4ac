package dev.mcpauthfix.adapter.httpurlconnection;

import dev.mcpauthfix.adapter.Adapter;
import dev.mcpauthfix.adapter.ClientTls;
import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.adapter.McpCalls;
import dev.mcpauthfix.adapter.SpringRequest;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.McpTraffic;
import dev.mcpauthfix.engine.NetworkPath;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sits inside {@code sun.net.www.protocol.http.HttpURLConnection}: {@code writeRequests} sends each hop of a call, and
 * {@code followRedirect} is asked about each response, after the JDK's own authentication and before the application sees any of it.
 * There "yes" means: send what you have once more.
 */
public final class HttpUrlConnectionAdapter implements Adapter {

    private static final int UNAUTHORIZED = 401;

    private final Host host;
    private final Internals jdk;
    private final Map<HttpURLConnection, UrlCall> calls = Collections.synchronizedMap(new WeakHashMap<>());
    private volatile boolean used;

    /** Created by the dispatcher when the first connection is opened; throws {@link LinkageError} where the JDK's class differs. */
    public HttpUrlConnectionAdapter(Host host) {
        this.host = host;
        this.jdk = new Internals(host);
    }

    @Override
    public void enter(Object[] call) {
        HttpURLConnection connection = (HttpURLConnection) call[0];
        String method = (String) call[1];
        if (method.equals("writeRequests")) {
            sending(connection);
        } else if (method.equals("getOutputStream")) {
            writing(connection);
        } else if (used) {
            UrlCall known = calls.get(connection);
            if (known != null && method.equals("disconnect")) {
                known.disconnected(connection);
            } else if (known != null && method.equals("disconnectInternal")) {
                givenUp(known, connection);
            }
        }
    }

    private void givenUp(UrlCall known, HttpURLConnection connection) {
        if (jdk.status(connection) == UNAUTHORIZED && jdk.streams(connection)) {
            known.refusedWhileStreaming(connection);
        }
    }

    /** A body that is to be streamed could not be sent again. */
    private void writing(HttpURLConnection connection) {
        if (jdk.streams(connection)
                && jdk.announcedLength(connection) <= SpringRequest.MOST_BYTES_KEPT
                && isMcp(connection)
                && SpringRequest.isBeingSent()) {
            jdk.keepBody(connection);
        }
    }

    private boolean isMcp(HttpURLConnection connection) {
        RequestHeaders headers = new RequestHeaders(jdk, jdk.requests(connection));
        // A GET that writes a body becomes a POST.
        String method = connection.getRequestMethod();
        McpTraffic.Shape shape = McpTraffic.recognise(method.equals("GET") ? "POST" : method, headers);
        return shape != null && !shape.isUnmarked() && !host.leavesAlone(uri(connection), headers);
    }

    private void sending(HttpURLConnection connection) {
        UrlCall known = used ? calls.get(connection) : null;
        if (known == null) {
            known = begin(connection);
        }
        if (known != null) {
            known.sending(connection, uri(connection));
        }
    }

    private @Nullable UrlCall begin(HttpURLConnection connection) {
        RequestHeaders headers = new RequestHeaders(jdk, jdk.requests(connection));
        String method = connection.getRequestMethod();
        URL url = connection.getURL();
        McpTraffic.Shape shape =
                McpCalls.recognise(host, method, url.getHost(), url.getPath(), headers, McpTraffic.BY_FUNCTION);
        if (shape == null) {
            return null;
        }
        McpRequest mcp = McpCalls.begin(host, shape, method, uri(connection), headers, network(connection));
        if (mcp == null) {
            return null;
        }
        UrlCall begun = new UrlCall(host, jdk, mcp);
        used = true;
        calls.put(connection, begun);
        return begun;
    }

    private static URI uri(HttpURLConnection connection) {
        try {
            return connection.getURL().toURI();
        } catch (URISyntaxException malformed) {
            return URI.create("about:blank");
        }
    }

    private NetworkPath network(HttpURLConnection connection) {
        Proxy proxy = jdk.proxy(connection);
        boolean https = connection.getURL().getProtocol().equalsIgnoreCase("https");
        return new NetworkPath(
                proxy == null || proxy.type() == Proxy.Type.SOCKS
                        ? null
                        : ProxySelector.of((InetSocketAddress) proxy.address()),
                https ? new ClientTls(() -> jdk.sockets(connection)) : null);
    }

    @Override
    public @Nullable Object exit(@Nullable Object result, Object[] call) {
        if (!used || !Boolean.FALSE.equals(result)) {
            return result;
        }
        UrlCall known = calls.get((HttpURLConnection) call[0]);
        return known == null ? result : known.responded((HttpURLConnection) call[0]);
    }
}
